-- Says something once, as a game would, over luasocket: lua5.1 try.lua URL TEXT [KEY]
package.path = arg[0]:gsub("test/[^/]*$", "") .. "?.lua;" .. package.path
local Raconteur = require "raconteur"
local http = require "socket.http"
local ltn12 = require "ltn12"
local socket = require "socket"

local function ask(method, url, body, done)
  local parts = {}
  -- a game cannot say what it sends; some send it as a form
  local headers = body and { ["content-length"] = #body, ["content-type"] = "application/x-www-form-urlencoded" } or {}
  local source = body and ltn12.source.string(body)
  local sink = ltn12.sink.table(parts)
  local ok = http.request { method = method, url = url, headers = headers, source = source, sink = sink }
  done(ok and table.concat(parts) or nil)
  done("called twice")
end

local function show(...) print(table.concat({ ... }, " ")) end

local talk = Raconteur.new {
  url = arg[1], token = arg[3], session = "try-" .. socket.gettime(), http = ask,
  say = function(text) show(text) end,
  act = function(name, args) show("*", name, Raconteur.encode(args)) end,
  quiet = function() return "(nobody answers)" end,
}

local world = { season = "winter", nearby = {}, cold = 0.5 }
assert(talk:say(arg[2], { world = world, allowed_actions = { { name = "nod" } } }))
while talk:busy() do
  talk:update(0.1)
  socket.sleep(0.01)
end
