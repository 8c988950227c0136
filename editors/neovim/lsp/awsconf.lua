-- How Neovim 0.11 and later starts the language server of awsconf.
-- Enable it with `vim.lsp.enable('awsconf')`; ../plugin/awsconf.lua does so by itself.

---What one of the two AWS files a path names, wherever the person keeps it.
---@param path string
---@return 'aws-config'|'aws-credentials'|nil
local function language(path)
  path = vim.fs.normalize(path)
  for variable, name in pairs({
    AWS_CONFIG_FILE = 'aws-config',
    AWS_SHARED_CREDENTIALS_FILE = 'aws-credentials',
  }) do
    local target = vim.env[variable]
    if target and target ~= '' and vim.fs.normalize(vim.fs.abspath(target)) == path then
      return name
    end
  end
  local kind = path:match('/%.aws/(%w+)$')
  return (kind == 'config' or kind == 'credentials') and 'aws-' .. kind or nil
end

return {
  cmd = { 'awsconf', 'server' },
  -- Neovim itself takes the two files for confini, along with many that are not AWS's.
  filetypes = { 'aws-config', 'aws-credentials', 'confini' },
  root_dir = function(buffer, on_dir)
    local path = vim.api.nvim_buf_get_name(buffer)
    if path ~= '' and (vim.bo[buffer].filetype ~= 'confini' or language(path)) then
      on_dir(vim.fs.dirname(vim.fs.normalize(path)))
    end
  end,
  get_language_id = function(buffer, filetype)
    return language(vim.api.nvim_buf_get_name(buffer)) or filetype
  end,
  -- The two files may lie in two folders and are judged together, so one server sees them all.
  reuse_client = function(client, config)
    return client.name == config.name
  end,
}
