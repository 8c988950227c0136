-- Gives the two AWS files filetypes of their own and enables the language server for them.

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify_once('awsconf needs Neovim 0.11 or later', vim.log.levels.WARN)
  return
end

-- From 0.12 on, Neovim's own rule (confini) wins over a pattern without a priority.
local first = { priority = 10 }

local patterns = {
  ['.*/%.aws/config'] = { 'aws-config', first },
  ['.*/%.aws/credentials'] = { 'aws-credentials', first },
}
for variable, filetype in pairs({
  AWS_CONFIG_FILE = 'aws-config',
  AWS_SHARED_CREDENTIALS_FILE = 'aws-credentials',
}) do
  local target = vim.env[variable]
  if target and target ~= '' then
    local path = vim.fs.normalize(vim.fs.abspath(target))
    patterns[vim.pesc(path)] = { filetype, { priority = 20 } }
  end
end
vim.filetype.add({ pattern = patterns })

-- A filetype of our own must not cost the colours and the comments that confini has.
vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('awsconf', {}),
  pattern = { 'aws-config', 'aws-credentials' },
  callback = function(event)
    vim.bo[event.buf].commentstring = '# %s'
    vim.bo[event.buf].syntax = 'confini'
  end,
})

vim.lsp.enable('awsconf')
