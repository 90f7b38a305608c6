-- Things of the game's world: tags, components, events and tasks, with the names that the game documents.

local Entity = {}
Entity.__index = Entity

local highest = 100000

--- A thing at a place. `fields` may give name, userid, x, z and tags.
function Entity.new(game, prefab, fields)
    highest = highest + 1
    local place = { fields.x or 0, 0, fields.z or 0 }
    local inst
    inst = {
        GUID = highest,
        game = game,
        prefab = prefab,
        name = fields.name,
        userid = fields.userid,
        components = {},
        tags = {},
        heard = {},
        valid = true,
        place = place,
        Transform = {
            GetWorldPosition = function()
                assert(inst.valid, "what was removed is nowhere")
                return place[1], place[2], place[3]
            end,
        },
    }
    for _, tag in ipairs(fields.tags or {}) do
        inst.tags[tag] = true
    end
    return setmetatable(inst, Entity)
end

function Entity:HasTag(tag)
    return self.tags[tag] == true
end

function Entity:AddTag(tag)
    self.tags[tag] = true
end

function Entity:RemoveTag(tag)
    self.tags[tag] = nil
end

function Entity:IsValid()
    return self.valid
end

function Entity:Remove()
    self.valid = false
    self.game:forget(self)
end

function Entity:GetDisplayName()
    return self.name or self.game.globals.STRINGS.NAMES[self.prefab:upper()] or "MISSING NAME"
end

function Entity:GetDistanceSqToInst(other)
    local x, z = self.place[1] - other.place[1], self.place[3] - other.place[3]
    return x * x + z * z
end

function Entity:ForceFacePoint(x, y, z)
    assert(type(x) == "number" and type(y) == "number" and type(z) == "number")
    self.faced = { x, y, z }
end

--- Puts a component on, after what mods have to say of it.
function Entity:AddComponent(name, component)
    component.inst = self
    self.components[name] = component
    for _, work in ipairs(self.game.post_inits.component[name] or {}) do
        work(component, self)
    end
    return component
end

function Entity:ListenForEvent(event, work, source)
    local heard = (source or self).heard
    heard[event] = heard[event] or {}
    table.insert(heard[event], { inst = self, work = work })
end

function Entity:PushEvent(event, data)
    for _, one in ipairs(self.heard[event] or {}) do
        one.work(one.inst, data)
    end
    if event == "emote" then
        self.emoted = data
    end
end

function Entity:WatchWorldState(name, work)
    self.game.watched[name] = self.game.watched[name] or {}
    table.insert(self.game.watched[name], { inst = self, work = work })
end

function Entity:DoTaskInTime(seconds, work)
    return self.game:schedule(seconds, nil, self, work)
end

function Entity:DoPeriodicTask(seconds, work)
    return self.game:schedule(seconds, seconds, self, work)
end

-- Components, each with no more than the mod may use of it.

local function dead(inst)
    return inst.components.health ~= nil and inst.components.health:IsDead()
end

local function asleep(inst)
    return inst.components.sleeper ~= nil and inst.components.sleeper:IsAsleep()
end

--- The voice: a new line cuts the one that is shown, the dead and the sleeping say nothing.
function Entity:add_talker()
    return self:AddComponent("talker", {
        Say = function(talker, script, time, noanim, force)
            assert(type(script) == "string", "a line is a text here")
            assert(time == nil or type(time) == "number", "a time is a number of seconds")
            if talker.ignoring or ((dead(self) or asleep(self)) and not force) then
                return
            end
            self.game:record(self, script, math.min(time or 2.5, 8), noanim)
        end,
    })
end

function Entity:add_health(most)
    return self:AddComponent("health", {
        currenthealth = most,
        maxhealth = most,
        IsDead = function(health)
            return health.currenthealth <= 0
        end,
    })
end

function Entity:add_sleeper()
    return self:AddComponent("sleeper", {
        sleeps = false,
        IsAsleep = function(sleeper)
            return sleeper.sleeps
        end,
    })
end

function Entity:add_follower()
    return self:AddComponent("follower", {
        GetLeader = function(follower)
            return follower.leader
        end,
        SetLeader = function(follower, leader)
            follower.leader = leader
            follower.loyal = leader and follower.loyal or nil
        end,
        AddLoyaltyTime = function(follower, seconds)
            follower.loyal = seconds
        end,
    })
end

function Entity:add_inspectable(description)
    return self:AddComponent("inspectable", {
        GetDescription = function(component, viewer)
            if component.inst == viewer then
                return nil
            end
            return description, "context", "author"
        end,
    })
end

function Entity:add_inventory()
    return self:AddComponent("inventory", {
        equipped = {},
        GetEquippedItem = function(inventory, slot)
            return inventory.equipped[slot]
        end,
    })
end

return Entity
