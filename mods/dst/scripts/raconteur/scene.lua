-- What is so around a player right now: small facts, looked up when somebody asks and never in between.

local text = require("raconteur/text")

local Scene = {}
Scene.__index = Scene

local MOST_NEARBY = 12
local HIDDEN = { "INLIMBO", "FX", "NOCLICK", "DECOR", "CLASSIFIED" }
local SECONDS_OF_A_DAY = 480

--- Looks around in `game`: sim, world(), strings, slots.
function Scene.new(game)
    return setmetatable({ game = game }, Scene)
end

--- What players call an entity.
function Scene:name(entity)
    if entity == nil then
        return nil
    end
    local strings = self.game.strings.NAMES or {}
    local name = entity.GetDisplayName and entity:GetDisplayName()
        or entity.name
        or strings[string.upper(entity.prefab or "")]
        or entity.prefab
    name = text.clean(name, 40)
    return name ~= "" and name or nil
end

--- The kind of survivor that a player is: Wilson, whoever plays him.
function Scene:survivor(player)
    local strings = self.game.strings.CHARACTER_NAMES or self.game.strings.NAMES or {}
    return text.clean(strings[player.prefab] or strings[string.upper(player.prefab or "")] or player.prefab, 40)
end

--- Everything that can be seen from a player, the nearest first, without the player.
function Scene:around(player, radius)
    local x, y, z = player.Transform:GetWorldPosition()
    local found = {}
    for _, entity in ipairs(self.game.sim:FindEntities(x, y, z, radius, nil, HIDDEN)) do
        if entity ~= player and entity:IsValid() then
            found[#found + 1] = entity
        end
    end
    return found
end

-- Names without repetition; creatures and what people made tell more than grass.
function Scene:nearby(around)
    local names, count = {}, {}
    local function add(entity)
        local name = self:name(entity)
        if name and count[name] then
            count[name] = count[name] + 1
        elseif name and #names < MOST_NEARBY then
            names[#names + 1] = name
            count[name] = 1
        end
    end
    for _, wanted in ipairs({ true, false }) do
        for _, entity in ipairs(around) do
            local telling = entity.components.health or entity:HasTag("structure") or entity:HasTag("player")
            if (telling ~= nil and telling ~= false) == wanted then
                add(entity)
            end
        end
    end
    for n, name in ipairs(names) do
        names[n] = count[name] > 1 and name .. " x" .. count[name] or name
    end
    return names
end

local function share(component, now, most)
    if not component or type(component[now]) ~= "number" then
        return nil
    end
    local highest = component[most] or component.max
    return string.format("%d/%d", component[now], type(highest) == "number" and highest or 100)
end

local function weather(state)
    if state.issnowing then
        return "snow"
    elseif state.israining then
        return "rain"
    end
    return "clear"
end

function Scene:player(player, facts)
    local parts = player.components
    facts.health = share(parts.health, "currenthealth", "maxhealth")
    facts.hunger = share(parts.hunger, "current", "max")
    facts.sanity = share(parts.sanity, "current", "max")
    if player:HasTag("playerghost") then
        facts.ghost = true
    end
    local bags = parts.inventory
    if bags and bags.GetEquippedItem then
        facts.held = self:name(bags:GetEquippedItem(self.game.slots.HANDS))
        facts.worn = self:name(bags:GetEquippedItem(self.game.slots.BODY))
        facts.hat = self:name(bags:GetEquippedItem(self.game.slots.HEAD))
    end
    if parts.temperature and parts.temperature.IsFreezing and parts.temperature:IsFreezing() then
        facts.freezing = true
    elseif parts.temperature and parts.temperature.IsOverheating and parts.temperature:IsOverheating() then
        facts.overheating = true
    end
end

--- The facts that a speaker knows when a player asks; `around` is what can be seen.
function Scene:facts(player, around)
    local state = self.game.world().state
    local facts = {
        game = "Don't Starve Together",
        season = state.season,
        day = (state.cycles or 0) + 1,
        phase = state.phase,
        weather = weather(state),
        temperature = state.temperature and math.floor(state.temperature + 0.5),
        days_left_in_season = state.remainingdaysinseason,
        full_moon = state.isfullmoon or nil,
        player = self:name(player),
        player_is = self:survivor(player),
    }
    self:player(player, facts)
    local names = self:nearby(around)
    if #names > 0 then
        facts.nearby = names
    end
    return facts
end

--- Which world this is and how far it has come, in seconds: a rollback makes it younger, and memory goes back with it.
function Scene:save()
    local world = self.game.world()
    local state = world.state
    local id = world.meta and world.meta.session_identifier
    return {
        id = text.clean(id or self.game.net:GetSessionIdentifier(), 50),
        epoch = math.floor(((state.cycles or 0) + (state.time or 0)) * SECONDS_OF_A_DAY),
    }
end

return Scene
