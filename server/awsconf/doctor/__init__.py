"""What a doctor would look at: why calls fail although the two files are right, or seem so.

The machine is asked elsewhere (`host`, `online`); here its answers are values, and are judged.
"""
