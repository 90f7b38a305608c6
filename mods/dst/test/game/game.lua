-- A stand-in for the game: its clock, its world, its hooks, and nothing that it does not document. The mod that runs in
-- here is the one that runs there; what it must not do raises, and fails the test.

local Entity = require("game.entity")
local Http = require("game.http")
local json = require("game.json")
local globals_of = require("game.globals")
local socket = require("socket")

local Game = {}
Game.__index = Game

local TICK = 1 / 30
-- How much faster a wait passes in which nothing is asked of a foreign server.
local HASTE = 4
local DAY = 480
local LONGEST_CHAT = 150

--- A world on its first day. `wish` may give: mod (folder), settings, locale, server (one of test/server), saved (from
-- save()), is_server, is_master, world (its id).
function Game.new(wish)
    local saved = wish.saved or {}
    local game = setmetatable({
        wish = wish,
        id = saved.id or wish.world or "A1B2C3D4E5F60718",
        time = 0,
        age = saved.age or 0,
        tasks = {},
        watched = {},
        entities = {},
        post_inits = { component = {}, player = {}, sim = {} },
        spoken = {},
        announced = {},
        log = {},
        users = 0,
    }, Game)
    game.http = Http.new(function()
        return game.time
    end)
    game.world = Entity.new(game, "world", {})
    game.world.ismastersim = wish.is_server ~= false
    game.world.ismastershard = wish.is_master ~= false
    game.world.meta = { session_identifier = game.id }
    game.world.state = {
        season = "autumn",
        phase = "day",
        israining = false,
        issnowing = false,
        isfullmoon = false,
        temperature = 21.4,
        remainingdaysinseason = 19,
    }
    game:tell_time()
    game.globals = globals_of(game, json)
    game:load_mod()
    return game
end

-- modinfo.lua sees three names, modmain.lua those of the game's mod environment.
function Game:load_mod()
    local folder, locale = self.wish.mod, self.wish.locale or "en"
    local info = {
        folder_name = "raconteur",
        locale = locale,
        ChooseTranslationTable = function(choices)
            return choices[locale] or choices[1]
        end,
    }
    setfenv(assert(loadfile(folder .. "/modinfo.lua")), info)()
    self.modinfo = info
    local main = assert(loadfile(folder .. "/modmain.lua"))
    self.env = self.globals.mod_environment(self, info)
    setfenv(main, self.env)()
    self.globals.TheWorld = self.world
    for _, work in ipairs(self.post_inits.sim) do
        work()
    end
end

--- A setting as modoverrides.lua, or else modinfo.lua, gives it; the game knows only those that are listed there.
function Game:setting(name)
    for _, option in ipairs(self.modinfo.configuration_options) do
        if option.name == name then
            local given = (self.wish.settings or {})[name]
            if given == nil then
                return option.default
            end
            return given
        end
    end
    return nil
end

function Game:tell_time()
    self.world.state.cycles = math.floor(self.age / DAY)
    self.world.state.time = self.age / DAY - math.floor(self.age / DAY)
end

--- Changes what the world is like; those who watch are told.
function Game:change(name, value)
    self.world.state[name] = value
    for _, one in ipairs(self.watched[name] or {}) do
        one.work(one.inst, value)
    end
end

function Game:schedule(seconds, period, inst, work)
    local task = { at = self.time + seconds, period = period, inst = inst, work = work }
    table.insert(self.tasks, task)
    task.Cancel = function()
        task.cancelled = true
    end
    return task
end

function Game:run_tasks()
    local due, rest = {}, {}
    for _, task in ipairs(self.tasks) do
        if not task.cancelled then
            table.insert(task.at <= self.time and due or rest, task)
        end
    end
    self.tasks = rest
    for _, task in ipairs(due) do
        if task.period then
            task.at = self.time + task.period
            table.insert(self.tasks, task)
        end
        if task.inst:IsValid() then
            task.work(task.inst)
        end
    end
end

-- With a server of our own nothing is left in the wires when a step ends; a foreign one takes its real time.
function Game:exchange()
    local server = self.wish.server
    local limit = socket.gettime() + 5
    repeat
        local moved = self.http:pump()
        moved = server ~= nil and server:pump(self.time) or moved
        if not moved and server and self.http:under_way() > server:held() then
            assert(socket.gettime() < limit, "a request does not get through")
            self.http:wait(0.001)
            moved = true
        end
    until not moved
end

--- One tick of the clock. With a foreign server it runs no faster than the real one while that is asked, and with
-- `paced` not much faster while it is not.
function Game:step(paced)
    local span = TICK
    if not self.wish.server and (paced or self.http:under_way() > 0) then
        local before = socket.gettime()
        self.http:wait(TICK)
        local haste = self.http:under_way() > 0 and 1 or HASTE
        span = haste * math.max(socket.gettime() - before, 0.0005)
    end
    self.time = self.time + span
    self.age = self.age + span
    self:tell_time()
    self:run_tasks()
    self:exchange()
    self.http:deliver()
end

--- Lets so many seconds pass.
function Game:run(seconds)
    local goal = self.time + seconds
    while self.time < goal do
        self:step()
    end
end

--- Lets time pass until something is so; fails when it is not after so many seconds.
function Game:await(what, seconds, condition)
    local goal = self.time + seconds
    while not condition() do
        if self.time > goal then
            error("in vain for " .. seconds .. " s: " .. what .. "\n" .. table.concat(self.log, "\n"), 2)
        end
        self:step(true)
    end
end

function Game:record(entity, line, seconds)
    local before = entity.shown
    if before and before.at + before.seconds > self.time + 0.001 then
        before.cut = true
    end
    entity.shown = { who = entity, text = line, seconds = seconds, at = self.time }
    table.insert(self.spoken, entity.shown)
end

--- Every line that was said so far, as texts, of one speaker or of all.
function Game:said(entity)
    local lines = {}
    for _, one in ipairs(self.spoken) do
        if entity == nil or one.who == entity then
            lines[#lines + 1] = one.text
        end
    end
    return lines
end

function Game:forget(inst)
    for n, one in ipairs(self.entities) do
        if one == inst then
            table.remove(self.entities, n)
        end
    end
end

--- Puts a thing into the world.
function Game:spawn(prefab, fields)
    local inst = Entity.new(self, prefab, fields or {})
    table.insert(self.entities, inst)
    self.globals.Ents[inst.GUID] = inst
    return inst
end

--- A creature that can speak, follow, sleep and die.
function Game:creature(prefab, fields)
    local inst = self:spawn(prefab, fields)
    inst:add_health(250)
    inst:add_talker()
    inst:add_sleeper()
    inst:add_follower()
    return inst
end

--- Somebody joins and plays this survivor.
function Game:join(name, prefab, fields)
    self.users = self.users + 1
    fields = fields or {}
    fields.name = name
    fields.userid = fields.userid or "KU_" .. name .. self.users
    fields.tags = fields.tags or {}
    table.insert(fields.tags, "player")
    local player = self:spawn(prefab, fields)
    player:add_health(150)
    player:AddComponent("hunger", { current = 120, max = 150 })
    player:AddComponent("sanity", { current = 180, max = 200 })
    player:add_talker()
    player:add_inventory()
    for _, work in ipairs(self.post_inits.player) do
        work(player)
    end
    table.insert(self.globals.AllPlayers, player)
    self.world:PushEvent("ms_playerjoined", player)
    return player
end

--- Somebody leaves.
function Game:leave(player)
    for n, one in ipairs(self.globals.AllPlayers) do
        if one == player then
            table.remove(self.globals.AllPlayers, n)
        end
    end
    self.world:PushEvent("ms_playerleft", player)
    player:Remove()
end

local function characters(s)
    return select(2, s:gsub("[^\128-\191]", ""))
end

--- Somebody types a line of chat; what is too long the game drops.
function Game:chat(player, message, kind)
    assert(characters(message) <= LONGEST_CHAT, "the game would not send so long a line")
    kind = kind or {}
    self.globals.Networking_Say(
        player.GUID,
        player.userid,
        player.name,
        player.prefab,
        message,
        { 1, 1, 1, 1 },
        kind.whisper == true,
        kind.isemote == true,
        "default"
    )
end

--- What a game keeps of itself; a world that is made of it is this one at this time.
function Game:save()
    return { id = self.id, age = self.age }
end

return Game
