-- The way to the server. The game gives one call for it, without headers, whose callback may come late, twice, without
-- success or not at all; here a request has one answer or one reason why there is none, and requests never pile up.

local text = require("raconteur/text")

local Link = {}
Link.__index = Link

-- The game's own limit for a request is not known; an answer that comes after this one is ignored.
local PATIENCE = 15
local LONGEST_REST = 60
-- Large bodies cost the game far more memory than they have bytes.
local LARGEST = 10000

--- Reaches `settings.server_url` through `game`: sim, json, now(), later(seconds, work), log(line).
function Link.new(game, settings)
    return setmetatable({
        game = game,
        base = settings.server_url,
        token = settings.token,
        under_way = {},
        failures = 0,
        rests_until = 0,
        refusal = nil,
    }, Link)
end

--- How long nothing will be sent because the server failed, in seconds; 0 when it may be asked.
function Link:rest()
    return math.max(0, self.rests_until - self.game.now())
end

function Link:fail(line)
    self.failures = self.failures + 1
    self.rests_until = self.game.now() + math.min(LONGEST_REST, 2 ^ (self.failures - 1))
    if self.failures == 1 then
        self.game.log(line)
    end
end

function Link:recover()
    if self.failures > 0 then
        self.game.log("the server answers again")
    end
    self.failures, self.rests_until, self.refusal = 0, 0, nil
end

-- A refusal is told once, until something else is answered: a wrong key would else fill the log.
function Link:refuse(code, answer)
    local told = code .. " " .. text.clean(answer.message, 300)
    if self.refusal ~= told then
        self.refusal = told
        self.game.log("the server refuses: " .. told)
    end
    if code == 401 or code == 403 then
        self.rests_until = self.game.now() + LONGEST_REST
    end
end

-- What came back, as an answer and why there is none.
function Link:understand(body, successful, code)
    local whole, answer = false, nil
    if type(body) == "string" and #body > 1 then
        whole, answer = pcall(self.game.json.decode, body)
    end
    whole = whole and type(answer) == "table"
    code = tonumber(code) or 0
    if successful and code >= 200 and code < 300 and whole then
        self:recover()
        return answer
    elseif code >= 400 and code < 500 and whole then
        self:refuse(code, answer)
        return nil, code
    end
    local line = code == 0 and "the server cannot be reached at " .. self.base
        or "the server answered " .. code .. (whole and "" or " with something that is no answer")
    self:fail(line)
    return nil, "unreachable"
end

--- Sends a request, unless one for this purpose is under way or the server rests; says whether it was sent.
-- `request` has a path and either a body, which is posted, or a query. `done(answer, why)` is called once, later: with a
-- table, or with nothing and a reason: "unreachable", "late", or the number of a refusal.
function Link:send(purpose, request, done)
    if self.under_way[purpose] or self:rest() > 0 then
        return false
    end
    local method, body = "GET", nil
    local address = self.base .. request.path
    if request.body then
        method = "POST"
        request.body.token = self.token
        body = self.game.json.encode_compliant(request.body)
        if #body > LARGEST then
            self.game.log("a request of " .. #body .. " bytes was not sent")
            return false
        end
    else
        address = address .. "?token=" .. text.escaped(self.token)
        for name, value in pairs(request.query or {}) do
            address = address .. "&" .. name .. "=" .. text.escaped(value)
        end
    end
    local mine = {}
    self.under_way[purpose] = mine
    local function finish(answer, why)
        self.under_way[purpose] = nil
        done(answer, why)
    end
    self.game.sim:QueryServer(address, self.game.guarded("answer", function(reply, successful, code)
        if self.under_way[purpose] == mine then
            finish(self:understand(reply, successful, code))
        end
    end), method, body)
    self.game.later(PATIENCE, function()
        if self.under_way[purpose] == mine then
            self:fail("the server did not answer within " .. PATIENCE .. " s")
            finish(nil, "late")
        end
    end)
    return true
end

return Link
