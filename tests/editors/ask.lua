-- Hovers over a place as a person does with K, and takes one item of a completion.
-- The job stands in the JSON file that AWSCONF_JOB names; what was seen is written beside it.

local job = vim.json.decode(table.concat(vim.fn.readfile(vim.env.AWSCONF_JOB), '\n'))
local seen = {}

local function await(what, condition)
  if not vim.wait(20000, condition, 10) then
    error('waited in vain for ' .. what, 0)
  end
end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window
    end
  end
end

local function visit()
  vim.cmd.edit(vim.fn.fnameescape(job.file))
  await('the server', function()
    local client = vim.lsp.get_clients({ bufnr = 0 })[1]
    return client and client.initialized
  end)

  vim.api.nvim_win_set_cursor(0, job.hover)
  vim.lsp.buf.hover()
  await('the hover', float)
  local page = vim.api.nvim_win_get_buf(float())
  seen.hover = table.concat(vim.api.nvim_buf_get_lines(page, 0, -1, false), '\n')
  vim.api.nvim_win_close(float(), true)

  -- Completion by keys needs a person at the screen; what Neovim would write is written here.
  local here, client = vim.api.nvim_get_current_buf(), vim.lsp.get_clients({ bufnr = 0 })[1]
  vim.api.nvim_win_set_cursor(0, { job.complete, #vim.fn.getline(job.complete) })
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.position.character = vim.fn.strutf16len(vim.fn.getline(job.complete))
  local answer = client:request_sync('textDocument/completion', params, 20000, here)
  for _, item in ipairs(answer.result.items) do
    if item.label == job.item then
      vim.lsp.util.apply_text_edits({ item.textEdit }, here, client.offset_encoding)
    end
  end
  seen.completed = vim.api.nvim_get_current_line()
  seen.messages = vim.fn.execute('messages')
end

local ok, reason = pcall(visit)
seen.error = not ok and tostring(reason) or nil
vim.fn.writefile({ vim.json.encode(seen) }, vim.fn.fnamemodify(vim.env.AWSCONF_JOB, ':r') .. '.seen')
vim.cmd(ok and 'qall!' or 'cquit 1')
