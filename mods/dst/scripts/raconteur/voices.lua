-- Who speaks, and how it is heard: by a creature with a voice near the player, by the player's own character, or, for
-- somebody whom only the server knows, as an announcement.

local deeds = require("raconteur/deeds")
local text = require("raconteur/text")

local Voices = {}
Voices.__index = Voices

-- The bubble is one line; the game shows none of it longer than eight seconds.
local LONGEST_LINE = 110
local SHORTEST, LONGEST = 1, 8
local MOST_WAITING = 12

--- Speaks through `game`: net, now(), later(seconds, work); looks around by `scene`.
function Voices.new(game, settings, scene)
    return setmetatable({ game = game, settings = settings, scene = scene, known = {}, queues = {} }, Voices)
end

--- The names of those whom the server knows.
function Voices:learn(names)
    self.known = names
end

-- The server's own way to write a name, or nothing when it knows nobody of that name.
function Voices:known_as(name)
    for _, one in ipairs(self.known) do
        if name and text.same(one, name) then
            return one
        end
    end
    return nil
end

local function can_speak(entity)
    local health, sleeper = entity.components.health, entity.components.sleeper
    return entity:IsValid()
        and entity.components.talker ~= nil
        and not entity:HasTag("playerghost")
        and not entity:HasTag("mime")
        and not (health and health:IsDead())
        and not (sleeper and sleeper:IsAsleep())
end

-- A speaker with a body; `npc` is whom the server is asked for, when it knows such a one.
function Voices:of(entity, own)
    local map = self.settings.npcs or {}
    local name = own and self.scene:survivor(entity) or self.scene:name(entity) or entity.prefab
    local species = self.scene.game.strings.NAMES and self.scene.game.strings.NAMES[string.upper(entity.prefab)]
    return {
        entity = entity,
        own = own,
        name = name,
        key = own and "own:" .. entity.userid or entity,
        npc = map[entity.prefab] or self:known_as(name) or self:known_as(species) or self:known_as(entity.prefab),
    }
end

-- A speaker without a body.
local function far(name)
    return { name = name, key = "far:" .. name, npc = name }
end

-- Creatures near the player that can speak, the nearest first. Other players are never made to speak.
local function creatures_near(player, around)
    local found = {}
    for _, entity in ipairs(around) do
        if not entity:HasTag("player") and can_speak(entity) then
            found[#found + 1] = { entity = entity, distance = player:GetDistanceSqToInst(entity) }
        end
    end
    table.sort(found, function(one, other)
        return one.distance < other.distance
    end)
    return found
end

local function names_of(speaker)
    return { speaker.npc or "", speaker.name, speaker.entity.prefab }
end

--- Whom a player means and what is left of the words: who is named, else who always answers, else the nearest creature,
-- else the player's own character. Without words: who would answer.
function Voices:choose(player, around, words)
    local creatures = creatures_near(player, around)
    local own = self:of(player, true)
    local speakers = {}
    for n, one in ipairs(creatures) do
        speakers[n] = self:of(one.entity)
    end
    speakers[#speakers + 1] = own
    for _, speaker in ipairs(words and speakers or {}) do
        for _, name in ipairs(names_of(speaker)) do
            local rest = text.addressed(name, words)
            if rest then
                return speaker, rest ~= "" and rest or words
            end
        end
    end
    for _, name in ipairs(words and self.known or {}) do
        local rest = text.addressed(name, words)
        if rest then
            return far(name), rest ~= "" and rest or words
        end
    end
    if self.settings.npc ~= "" then
        return far(self.settings.npc), words
    end
    return speakers[1], words
end

--- What this speaker could do for this player, as the server is told of it.
function Voices:allowed(speaker, player, phrases)
    local allowed = {}
    if self.settings.actions and speaker.entity then
        for _, deed in ipairs(deeds) do
            if deed.fits(speaker.entity, player) then
                allowed[#allowed + 1] = { name = deed.name, description = phrases.actions[deed.name], args = deed.args }
            end
        end
    end
    return allowed
end

--- Does what the server chose, if it is still possible.
function Voices:act(speaker, player, name, args)
    local entity = speaker.entity
    if not self.settings.actions or not entity or not can_speak(entity) or not player:IsValid() then
        return
    end
    for _, deed in ipairs(deeds) do
        if deed.name == name and deed.fits(entity, player) then
            deed.run(entity, player, type(args) == "table" and args or {})
        end
    end
end

function Voices:utter(speaker, line)
    if speaker.entity == nil then
        self.game.net:Announce(speaker.name .. ": " .. line.text)
    elseif can_speak(speaker.entity) then
        speaker.entity.components.talker:Say(line.text, line.seconds)
    end
end

function Voices:go_on(speaker)
    local queue = self.queues[speaker.key]
    local line = table.remove(queue, 1)
    if not line then
        self.queues[speaker.key] = nil
        return
    end
    -- a new line would cut the one that is shown
    self.game.later(line.seconds, function()
        self:go_on(speaker)
    end)
    self:utter(speaker, line)
end

--- Says a line after those that the speaker has still to say, and not before `earliest`.
function Voices:say(speaker, words, seconds, earliest)
    local line = {
        text = text.clean(words, LONGEST_LINE),
        seconds = math.max(SHORTEST, math.min(LONGEST, tonumber(seconds) or 2.5)),
    }
    if line.text == "" then
        return
    end
    local queue = self.queues[speaker.key]
    if queue then
        if #queue < MOST_WAITING then
            queue[#queue + 1] = line
        end
        return
    end
    self.queues[speaker.key] = { line }
    local wait = (earliest or 0) - self.game.now()
    if wait > 0 then
        self.game.later(wait, function()
            self:go_on(speaker)
        end)
    else
        self:go_on(speaker)
    end
end

return Voices
