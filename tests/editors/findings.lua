-- Sets what a person may set, opens a file and writes down what is found in it.
-- The job stands in the JSON file that AWSCONF_JOB names; what was seen is written beside it.

local job = vim.json.decode(table.concat(vim.fn.readfile(vim.env.AWSCONF_JOB), '\n'))
vim.lsp.config('awsconf', { settings = job.settings })
vim.cmd.edit(vim.fn.fnameescape(job.file))

local arrived = vim.wait(20000, function()
  return #vim.diagnostic.get(0) > 0
end, 10)
local seen = vim.tbl_map(function(each)
  return each.code
end, vim.diagnostic.get(0))
vim.fn.writefile(
  { vim.json.encode({ codes = seen }) },
  vim.fn.fnamemodify(vim.env.AWSCONF_JOB, ':r') .. '.seen'
)
vim.cmd(arrived and 'qall!' or 'cquit 1')
