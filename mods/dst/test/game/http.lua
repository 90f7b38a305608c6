-- What stands behind TheSim:QueryServer: GET and POST to this machine and nowhere else, without headers of one's own,
-- over real connections that never block; answers come back at a later step, and as badly as a test wants.

local socket = require("socket")

local Http = {}
Http.__index = Http

-- Which content type the game sends is not known for certain: a server must take both.
local TYPES = { "application/x-www-form-urlencoded", "application/json" }

--- `now()` tells the game's time.
function Http.new(now)
    return setmetatable({ now = now, requests = {}, arrived = {}, count = 0, refused = {}, doors = {} }, Http)
end

local function head(request)
    local lines = {
        request.method .. " " .. request.target .. " HTTP/1.1",
        "Host: " .. request.host .. ":" .. request.port,
        "User-Agent: stand-in",
        "Connection: close",
    }
    if request.method == "POST" then
        lines[#lines + 1] = "Content-Type: " .. request.content_type
        lines[#lines + 1] = "Content-Length: " .. #request.body
    end
    return table.concat(lines, "\r\n") .. "\r\n\r\n" .. (request.body or "")
end

--- Begins a request. `mood(request)`, when there is one, may say how it goes wrong: late = seconds, fails, twice, lost.
function Http:query(url, callback, method, body)
    assert(type(url) == "string" and type(callback) == "function", "QueryServer takes an address and a function")
    assert(method == nil or method == "GET" or method == "POST", "QueryServer knows GET and POST")
    assert(body == nil or type(body) == "string", "QueryServer takes a text to send")
    local host, port, target = url:match("^http://([%w%.]+):?(%d*)(/?.*)$")
    self.count = self.count + 1
    local request = {
        number = self.count,
        url = url,
        callback = callback,
        method = method or "GET",
        body = method == "POST" and (body or "") or nil,
        content_type = TYPES[self.count % 2 + 1],
        host = host,
        -- a server that was started again may listen at another door of this machine than the one that was set
        port = self.doors[tonumber(port)] or tonumber(port) or 80,
        target = target ~= "" and target or "/",
        received = {},
    }
    request.mood = self.mood and self.mood(request) or {}
    if host ~= "127.0.0.1" and host ~= "localhost" then
        self.refused[#self.refused + 1] = url
        return self:arrive(request, "", false, 0)
    elseif request.mood.fails == "unsent" then
        return self:arrive(request, "", false, 0)
    end
    request.connection = socket.tcp()
    request.connection:settimeout(0)
    request.connection:connect("127.0.0.1", request.port)
    request.to_send = head(request)
    request.sent = 0
    table.insert(self.requests, request)
end

function Http:arrive(request, body, successful, code)
    local mood = request.mood
    for n, one in ipairs(self.requests) do
        if one == request then
            table.remove(self.requests, n)
        end
    end
    if request.connection then
        request.connection:close()
        request.connection = nil
    end
    if mood.lost then
        return
    elseif mood.fails then
        body, successful, code = "", false, 0
    end
    local answer = { at = self.now() + (mood.late or 0), callback = request.callback, body, successful, code }
    self.arrived[#self.arrived + 1] = answer
    if mood.twice then
        self.arrived[#self.arrived + 1] = answer
    end
end

-- Whole pieces of a chunked body, and whether the last one has come.
local function unchunked(raw)
    local pieces, at = {}, 1
    while true do
        local from, to, size = raw:find("^(%x+)[^\r\n]*\r\n", at)
        if not from then
            return table.concat(pieces), false
        end
        local length = tonumber(size, 16)
        if length == 0 then
            return table.concat(pieces), true
        end
        pieces[#pieces + 1] = raw:sub(to + 1, to + length)
        at = to + length + 3
    end
end

-- The answer, when it is whole or nothing more will come.
local function answer(raw, closed)
    local headers, rest = raw:match("^(.-)\r\n\r\n(.*)$")
    if not headers then
        return closed and "" or nil, 0
    end
    local code = tonumber(headers:match("^HTTP/1%.[01] (%d+)")) or 0
    local fields = headers:lower()
    local length = tonumber(fields:match("\r\ncontent%-length:%s*(%d+)"))
    if fields:find("\r\ntransfer%-encoding:%s*chunked") then
        local body, whole = unchunked(rest)
        return (whole or closed) and body or nil, code
    elseif length and #rest >= length then
        return rest:sub(1, length), code
    end
    return closed and rest or nil, code
end

function Http:go_on(request)
    local connection = request.connection
    if request.sent < #request.to_send then
        local sent, fault, partly = connection:send(request.to_send, request.sent + 1)
        local reached = sent or partly or 0
        if fault and fault ~= "timeout" and fault ~= "Socket is not connected" then
            self:arrive(request, "", false, 0)
            return true
        end
        local moved = reached > request.sent
        request.sent = math.max(request.sent, reached)
        return moved
    end
    local all, fault, partly = connection:receive(8192)
    local piece = all or partly
    if piece and #piece > 0 then
        request.received[#request.received + 1] = piece
    end
    local closed = fault and fault ~= "timeout"
    local body, code = answer(table.concat(request.received), closed)
    if body then
        -- an answer that broke off is given as if it were one: nobody knows that the game tells
        self:arrive(request, body, code > 0, code)
        return true
    end
    return piece ~= nil and #piece > 0
end

--- Moves every connection on; says whether anything moved.
function Http:pump()
    local moved = false
    for _, request in ipairs({ unpack(self.requests) }) do
        moved = self:go_on(request) or moved
    end
    return moved
end

--- Calls back those whose time has come.
function Http:deliver()
    local due, rest = {}, {}
    for _, one in ipairs(self.arrived) do
        table.insert(one.at <= self.now() and due or rest, one)
    end
    self.arrived = rest
    for _, one in ipairs(due) do
        one.callback(one[1], one[2], one[3])
    end
end

--- How many requests wait for a server.
function Http:under_way()
    return #self.requests
end

--- Waits until a connection can go on, at most so many seconds.
function Http:wait(seconds)
    local reading, writing = {}, {}
    for _, request in ipairs(self.requests) do
        table.insert(request.sent < #request.to_send and writing or reading, request.connection)
    end
    socket.select(reading, writing, seconds)
end

return Http
