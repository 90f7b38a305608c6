-- Talks to Raconteur from any game with Lua 5.1 or newer, LuaJIT included, and some way to post. Nothing blocks.
--
--   local Raconteur = require "raconteur"
--   local talk = Raconteur.new {
--     url = "http://127.0.0.1:8787",                       -- the relay, or the server
--     token = nil,                                         -- the server's key; the relay needs none
--     session = "camp-" .. os.time(),                      -- this run of the game
--     http = function(method, url, body, done) ... end,    -- done(text), or done(nil) when nothing came; now or later
--     say = function(text, seconds, npc) ... end,          -- a speech bubble
--     act = function(name, args, npc) ... end,             -- something it does
--     quiet = function() return "Hm…" end,                 -- what it says when nobody can answer
--   }
--   talk:say("Is winter near?", { npc = "Wilson", world = { season = "winter" } })
--   talk:update(dt)                                        -- every frame, in seconds

local Raconteur = {}
Raconteur.__index = Raconteur

local TRIES, LATEST, LOOK = 4, 35, 0.5

-- JSON as the server reads and writes it: no \u comes, no null stands in an array.

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function encode(value)
  local kind = type(value)
  if kind == "string" then
    return '"' .. value:gsub('["\\%c]', function(c) return ESCAPES[c] or "" end) .. '"'
  elseif kind == "number" and value == value and value < math.huge and value > -math.huge then
    return value % 1 == 0 and ("%.0f"):format(value) or tostring(value)
  elseif kind == "boolean" then
    return tostring(value)
  elseif kind == "table" then
    local parts = {}
    if #value > 0 then
      for i, one in ipairs(value) do parts[i] = encode(one) end
      return "[" .. table.concat(parts, ",") .. "]"
    end
    for key, one in pairs(value) do parts[#parts + 1] = encode(tostring(key)) .. ":" .. encode(one) end
    return "{" .. table.concat(parts, ",") .. "}"
  end
  return "null"
end

local PLAIN = { n = "\n", r = "\r", t = "\t", b = "\b", f = "\f" }
local WORDS = { ["true"] = true, ["false"] = false }
local decode_value

local function decode_string(text, at)
  local from = at + 1
  local parts = {}
  while true do
    local stop = assert(text:find('["\\]', from))
    parts[#parts + 1] = text:sub(from, stop - 1)
    if text:sub(stop, stop) == '"' then return table.concat(parts), stop + 1 end
    local c = text:sub(stop + 1, stop + 1)
    parts[#parts + 1] = PLAIN[c] or c
    from = stop + 2
  end
end

local function decode_many(text, at, close)
  local all = {}
  at = text:match("^%s*()", at + 1)
  while text:sub(at, at) ~= close do
    local key = #all + 1
    if close == "}" then
      key, at = decode_string(text, at)
      at = assert(text:match("^%s*:%s*()", at))
    end
    all[key], at = decode_value(text, at)
    at = assert(text:match("^%s*,?%s*()", at))
    assert(at <= #text)
  end
  return all, at + 1
end

decode_value = function(text, at)
  local first = text:sub(at, at)
  if first == "{" then return decode_many(text, at, "}") end
  if first == "[" then return decode_many(text, at, "]") end
  if first == '"' then return decode_string(text, at) end
  local word, after = text:match("^([%w%+%-%.]+)()", at)
  assert(word)
  if word == "null" then return nil, after end
  if WORDS[word] ~= nil then return WORDS[word], after end
  return assert(tonumber(word)), after
end

-- One whole object, or nothing: half of one, or a page of HTML, is as good as no answer.
local function decode(text)
  if type(text) ~= "string" or not text:find("^%s*{") then return nil end
  local ok, value, after = pcall(decode_value, text, text:find("{", 1, true))
  if ok and text:find("^%s*$", after) then return value end
  return nil
end

function Raconteur.new(game)
  return setmetatable({ game = game, seq = 0, made = 0, asking = false, looking = nil, again = nil }, Raconteur)
end

function Raconteur:busy()
  return self.asking or self.looking ~= nil or self.again ~= nil
end

local function escaped(text)
  return (text:gsub("[^%w%-%._~]", function(c) return ("%%%02X"):format(c:byte()) end))
end

function Raconteur:ask(method, path, body, done)
  local url = self.game.url .. path
  if self.game.token then
    url = url .. (path:find("?", 1, true) and "&" or "?") .. "token=" .. escaped(self.game.token)
  end
  self.asking = true
  self.game.http(method, url, body and encode(body), function(text)
    if not self.asking then return end -- some games call back twice
    self.asking = false
    done(decode(text))
  end)
end

function Raconteur:give_up(reason)
  self.looking, self.again = nil, nil
  if self.game.quiet then self.game.say(self.game.quiet(reason), 2.5) end
end

-- Says something to somebody; false while the last answer is still awaited.
function Raconteur:say(text, more)
  if self:busy() then return false end
  self.made = self.made + 1
  local request = self.game.session .. "-" .. self.made
  local question = { player_input = text, session = self.game.session, request_id = request, wait_ms = 2000 }
  for key, value in pairs(more or {}) do question[key] = value end
  self:post(question, 1)
  return true
end

function Raconteur:post(question, try)
  self:ask("POST", "/interact", question, function(answer)
    if not answer then
      -- the same request_id again is the same question: it is neither answered nor paid twice
      if try >= TRIES then return self:give_up("away") end
      self.again = { after = 0.25 * 2 ^ try, question = question, try = try + 1 }
    elseif answer.code ~= 0 then
      self:give_up(answer.message)
    elseif answer.state == "pending" then
      self.looking = { request = question.request_id, left = LATEST, after = LOOK }
    else
      for _, line in ipairs(answer.lines or {}) do self.game.say(line.text, line.seconds, answer.npc) end
      for _, one in ipairs(answer.actions or {}) do self:act(one, answer.npc) end
    end
  end)
end

function Raconteur:act(one, npc)
  if self.game.act then self.game.act(one.name, one.args or {}, npc) end
end

function Raconteur:look()
  local path = "/game/poll?wait_ms=500&session=" .. escaped(self.game.session) .. "&after=" .. ("%.0f"):format(self.seq)
  self:ask("GET", path, nil, function(news)
    local looking = self.looking
    looking.after = LOOK
    if not news or news.code ~= 0 then return end
    self.seq = news.seq or self.seq
    for _, item in ipairs(news.items or {}) do
      if item.type == "action" then self:act(item, item.npc) else self.game.say(item.text, item.seconds, item.npc) end
      if item.last and item.request_id == looking.request then self.looking = nil end
    end
  end)
end

-- Every frame. Only here something is asked again or looked for.
function Raconteur:update(dt)
  if self.looking then
    self.looking.left = self.looking.left - dt
    self.looking.after = self.looking.after - dt
  end
  if self.asking then return end
  if self.again then
    self.again.after = self.again.after - dt
    if self.again.after <= 0 then
      local again = self.again
      self.again = nil
      self:post(again.question, again.try)
    end
  elseif self.looking then
    if self.looking.left <= 0 then
      self:give_up("late")
    elseif self.looking.after <= 0 then
      self:look()
    end
  end
end

Raconteur.encode, Raconteur.decode = encode, decode
return Raconteur
