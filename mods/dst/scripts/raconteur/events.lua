-- What happened lately. It goes along with questions, to each listener once; a fight of a hundred blows is told once.

local text = require("raconteur/text")

local Events = {}
Events.__index = Events

-- with names as long as they may be these still fit into one small request
local MOST = 10
local SAME_AGAIN = 20

--- Collects for `game`: now(), guarded(what, work); named by `scene`, told in `phrases`.
function Events.new(game, phrases, scene)
    return setmetatable({ game = game, phrases = phrases, scene = scene, kept = {}, last = {}, count = 0 }, Events)
end

--- Remembers that something happened, unless the same did just now. The oldest gives way.
function Events:add(kind, ...)
    local line = text.clean(string.format(self.phrases.events[kind], ...), 120)
    local now = self.game.now()
    if self.last[line] and now - self.last[line] < SAME_AGAIN then
        return
    end
    self.last[line] = now
    self.count = self.count + 1
    self.kept[#self.kept + 1] = { number = self.count, type = kind, text = line }
    if #self.kept > MOST then
        local gone = table.remove(self.kept, 1)
        if now - self.last[gone.text] >= SAME_AGAIN then
            self.last[gone.text] = nil
        end
    end
end

--- What came after an event of this number, oldest first, and the number of the last one.
function Events:since(number)
    local new = {}
    for _, one in ipairs(self.kept) do
        if one.number > number then
            new[#new + 1] = { type = one.type, text = one.text }
        end
    end
    return new, self.count
end

function Events:died(player, data)
    local cause = data and (self.scene:name(data.afflicter) or data.cause) or self.phrases.unknown
    self:add("died", self.scene:name(player) or self.phrases.somebody, text.clean(tostring(cause), 60))
end

function Events:attacked(player, data)
    local attacker = data and data.attacker
    if not attacker then
        return
    end
    local boss = attacker.HasTag and attacker:HasTag("epic")
    self:add(
        boss and "boss_attacked" or "attacked",
        self.scene:name(player) or self.phrases.somebody,
        self.scene:name(attacker) or self.phrases.unknown
    )
end

function Events:killed(player, data)
    local victim = data and data.victim
    if victim and victim.HasTag and victim:HasTag("epic") then
        self:add("boss_killed", self.scene:name(player) or self.phrases.somebody, self.scene:name(victim) or "")
    end
end

--- Hears what happens to a player from now on.
function Events:follow(player)
    local heard = {
        death = self.died,
        attacked = self.attacked,
        killed = self.killed,
    }
    for event, tell in pairs(heard) do
        player:ListenForEvent(event, self.game.guarded(event, function(inst, data)
            tell(self, inst, data)
        end))
    end
end

--- Hears what happens to the world from now on.
function Events:watch(world)
    world:WatchWorldState("phase", self.game.guarded("phase", function(_, phase)
        if phase == "day" then
            self:add("day", (world.state.cycles or 0) + 1)
        elseif phase == "dusk" or phase == "night" then
            self:add(phase)
        end
    end))
    world:WatchWorldState("season", self.game.guarded("season", function(_, season)
        self:add("season", tostring(season))
    end))
end

return Events
