-- One visit of a person to a file: open it, see the findings, take one code action, save all.
-- The job stands in the JSON file that AWSCONF_JOB names; what was seen is written beside it.

local job = vim.json.decode(table.concat(vim.fn.readfile(vim.env.AWSCONF_JOB), '\n'))
local patience = 20000 -- milliseconds; a wait ends as soon as what it waits for is there
local seen = {}

local function await(what, condition)
  if not vim.wait(patience, condition, 10) then
    error('waited in vain for ' .. what, 0)
  end
end

local function findings()
  return vim.diagnostic.get(0)
end

local function finding()
  for _, each in ipairs(findings()) do
    if each.code == job.rule then
      return each
    end
  end
end

local function plain(diagnostics)
  return vim.tbl_map(function(each)
    return { code = each.code, line = each.lnum + 1, message = each.message, source = each.source }
  end, diagnostics)
end

local function visit()
  vim.cmd.edit(vim.fn.fnameescape(job.file))
  seen.filetype = vim.bo.filetype
  await('the finding ' .. job.rule, finding)
  seen.before = plain(findings())

  local at = finding()
  vim.api.nvim_win_set_cursor(0, { at.lnum + 1, at.col })
  seen.actions = {}
  vim.lsp.buf.code_action({
    context = { only = { 'quickfix' } },
    apply = true,
    filter = function(action)
      table.insert(seen.actions, action.title)
      return vim.startswith(action.title, job.title)
    end,
  })
  await('the edit of ' .. job.title, function()
    return vim.bo.modified
  end)
  await('the finding to go', function()
    return not finding()
  end)
  seen.after = plain(findings())
  vim.cmd.wall()
end

local ok, reason = pcall(visit)
seen.clients = #vim.lsp.get_clients()
seen.error = not ok and tostring(reason) or nil
vim.fn.writefile({ vim.json.encode(seen) }, vim.fn.fnamemodify(vim.env.AWSCONF_JOB, ':r') .. '.seen')
vim.cmd(ok and 'qall!' or 'cquit 1')
