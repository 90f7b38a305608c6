-- A server that says what a test tells it to, over real connections: for the answers and failures that the real one
-- gives seldom. It keeps to docs/games.md where it is not told to break it.

local json = require("game.json")
local socket = require("socket")

local Server = {}
Server.__index = Server

--- Listens on a port of its own.
function Server.start(port)
    local listener = assert(socket.bind("127.0.0.1", port or 0))
    listener:settimeout(0)
    local _, bound = listener:getsockname()
    local server = setmetatable({
        listener = listener,
        port = tonumber(bound),
        guests = {},
        requests = {},
        waiting = {},
        npcs = {},
    }, Server)
    server.answer = function(request)
        return server:usual(request)
    end
    return server
end

--- Where it is, as the mod's setting.
function Server:url()
    return "http://127.0.0.1:" .. self.port
end

--- What it answers while a test says nothing else: everybody says what they were told.
function Server:usual(request)
    if request.path == "/game/hello" then
        local npcs = {}
        for n, name in ipairs(self.npcs) do
            npcs[n] = { id = "id-" .. n, name = name }
        end
        return Server.says({ code = 0, message = "success", version = "test", npcs = npcs })
    end
    return Server.done("You said: " .. request.json.player_input)
end

--- An answer of these fields.
function Server.says(fields, status)
    return { status = status or 200, body = json.encode_compliant(fields) }
end

--- A whole answer of these lines, each shown for two seconds.
function Server.done(...)
    local lines = {}
    for n, line in ipairs({ ... }) do
        lines[n] = { text = line, seconds = 2 }
    end
    return Server.says({
        code = 0, message = "success", request_id = "r", state = "done", cached = false, actions = {}, lines = lines,
        model_response = table.concat({ ... }, " "),
    })
end

--- Nothing yet.
function Server.pending()
    return Server.says({
        code = 0, message = "success", request_id = "r", state = "pending", cached = false, actions = {}, lines = {},
        model_response = "",
    })
end

--- Requests for a path, in the order in which they came.
function Server:asked(path)
    local found = {}
    for _, request in ipairs(self.requests) do
        if request.path == path then
            found[#found + 1] = request
        end
    end
    return found
end

--- The newest question.
function Server:newest()
    local all = self:asked("/interact")
    return all[#all] and all[#all].json
end

local function unescaped(s)
    return (s:gsub("+", " "):gsub("%%(%x%x)", function(hex)
        return string.char(tonumber(hex, 16))
    end))
end

local function understood(raw)
    local head, body = raw:match("^(.-)\r\n\r\n(.*)$")
    local length = head and tonumber(head:match("\r\nContent%-Length: (%d+)")) or 0
    if not head or #body < length then
        return nil
    end
    local method, target = head:match("^(%u+) (%S+)")
    local path, query = target:match("^([^?]*)%??(.*)$")
    local request = { method = method, path = path, head = head, body = body, target = target, query = {} }
    for name, value in query:gmatch("([^&=]+)=([^&]*)") do
        request.query[unescaped(name)] = unescaped(value)
    end
    if method == "POST" then
        request.json = json.decode(body)
        assert(not request.body:find("[%z\1-\31]"), "a control character was sent")
    end
    return request
end

local function written(reply)
    local body = reply.body or ""
    local head = table.concat({
        "HTTP/1.1 " .. (reply.status or 200) .. " Said",
        "Content-Type: " .. (reply.type or "application/json;charset=UTF-8"),
        "Content-Length: " .. #body,
        "Connection: close",
    }, "\r\n") .. "\r\n\r\n"
    if reply.half then
        return head .. body:sub(1, math.floor(#body / 2))
    elseif reply.cut then
        return ""
    elseif reply.chunked then
        local half = math.floor(#body / 2)
        local function piece(part)
            return string.format("%x\r\n%s\r\n", #part, part)
        end
        head = head:gsub("Content%-Length: %d+", "Transfer-Encoding: chunked")
        return head .. piece(body:sub(1, half)) .. piece(body:sub(half + 1)) .. "0\r\n\r\n"
    end
    return head .. body
end

function Server:greet()
    local guest = self.listener and self.listener:accept()
    if guest then
        guest:settimeout(0)
        table.insert(self.guests, { door = guest, said = "" })
    end
    return guest ~= nil
end

-- Whether anything was heard of a guest, and whether they have still to be heard.
function Server:listen(guest, now)
    local all, fault, partly = guest.door:receive(65536)
    local piece = all or partly or ""
    guest.said = guest.said .. piece
    local request = understood(guest.said)
    if request then
        table.insert(self.requests, request)
        local reply = self.answer(request)
        table.insert(self.waiting, { guest = guest.door, reply = reply, at = now + (reply.delay or 0) })
        return true, false
    elseif fault == "closed" then
        guest.door:close()
        return true, false
    end
    return #piece > 0, true
end

-- A reply may be larger than what one connection takes at once; tests keep to what it takes.
function Server:speak(now)
    local rest, spoke = {}, false
    for _, one in ipairs(self.waiting) do
        if one.at <= now then
            one.guest:settimeout(1)
            one.guest:send(written(one.reply))
            one.guest:close()
            spoke = true
        else
            rest[#rest + 1] = one
        end
    end
    self.waiting = rest
    return spoke
end

--- Serves whoever is there; says whether anything moved. `now` is the game's time.
function Server:pump(now)
    local moved = self:greet()
    local rest = {}
    for _, guest in ipairs(self.guests) do
        local heard, stays = self:listen(guest, now)
        moved = heard or moved
        if stays then
            rest[#rest + 1] = guest
        end
    end
    self.guests = rest
    return self:speak(now) or moved
end

--- How many requests it keeps waiting on purpose.
function Server:held()
    return #self.waiting
end

--- Hears nobody any more, as a server that is not running.
function Server:stop()
    if self.listener then
        self.listener:close()
        self.listener = nil
    end
    for _, guest in ipairs(self.guests) do
        guest.door:close()
    end
    for _, one in ipairs(self.waiting) do
        one.guest:close()
    end
    self.guests, self.waiting = {}, {}
end

--- Hears again, on the same port.
function Server:start_again()
    self.listener = assert(socket.bind("127.0.0.1", self.port))
    self.listener:settimeout(0)
end

return Server
