-- Asks the set-up alone, with no server: the filetype of a file and the root that it is served from.

local job = vim.json.decode(table.concat(vim.fn.readfile(vim.env.AWSCONF_JOB), '\n'))
vim.lsp.enable('awsconf', false)
vim.cmd.edit(vim.fn.fnameescape(job.file))

local seen = { filetype = vim.bo.filetype }
local config = vim.lsp.config.awsconf
if vim.list_contains(config.filetypes, vim.bo.filetype) then
  config.root_dir(0, function(root)
    seen.root = root
  end)
end
vim.fn.writefile({ vim.json.encode(seen) }, vim.fn.fnamemodify(vim.env.AWSCONF_JOB, ':r') .. '.seen')
vim.cmd('qall!')
