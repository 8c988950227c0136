"""Which fixes are made together: of those that collide, the one that comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awsconf.check import Diagnostic
from awsconf.edits import Edit, conflict
from awsconf.evidence import Certainty
from awsconf.fixing import choose
from awsconf.rule import Finding, Fix, Rule, Scope, Severity
from awsconf.text import At, Role
from strategies import examples

RULE = Rule("any", "keys", Scope.PAIR, Severity.ERROR, Certainty.PROOF, lambda _: iter(()))
offsets = st.integers(0, 20)
edits = st.builds(
    lambda role, ends, text: Edit(At(role, min(ends), max(ends)), text),
    st.sampled_from(Role),
    st.tuples(offsets, offsets),
    st.sampled_from("xy"),
)


def diagnostic(edit: Edit) -> Diagnostic:
    fix = Fix("a fix", (edit,), safe=True)
    finding = Finding(edit.at, "a finding", fixes=(fix,))
    return Diagnostic(RULE, finding, Severity.ERROR, Certainty.PROOF)


@examples(300)
@given(st.lists(edits, max_size=12))
def test_each_that_collides_with_none_before_it_is_chosen(offered: list[Edit]) -> None:
    taken: list[Edit] = []
    for edit in offered:
        if not conflict([edit], taken):
            taken.append(edit)
    chosen = choose([diagnostic(edit) for edit in offered], unsafe=False)
    assert [fix.edits for _, fix in chosen] == [(edit,) for edit in taken]
