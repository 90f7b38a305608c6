-- The names that a mod finds: the game's globals, which may not be read or made without being declared, and the small
-- environment in which modmain.lua runs.

local NAMES = {
    LUA = {
        "assert", "error", "getmetatable", "ipairs", "loadstring", "math", "next", "pairs", "pcall", "rawequal",
        "rawget", "rawset", "select", "setfenv", "setmetatable", "string", "table", "tonumber", "tostring", "type",
        "unpack", "xpcall",
    },
    MOD = { "pairs", "ipairs", "math", "table", "type", "string", "tostring" },
}

local function strict(declared)
    return setmetatable({}, {
        __index = function(_, name)
            local value = declared[name]
            if value == nil and not declared.declared[name] then
                error("variable '" .. tostring(name) .. "' is not declared", 2)
            end
            return value
        end,
        __newindex = function(_, name, value)
            if declared[name] == nil and not declared.declared[name] then
                error("assign to undeclared variable '" .. tostring(name) .. "'", 2)
            end
            declared[name] = value
        end,
    })
end

local function sim(game)
    return {
        QueryServer = function(_, ...)
            game.http:query(...)
        end,
        FindEntities = function(_, x, _, z, radius, must, cannot, one_of)
            local found = {}
            for _, inst in ipairs(game.entities) do
                local dx, dz = inst.place[1] - x, inst.place[3] - z
                local fits = dx * dx + dz * dz <= radius * radius
                for _, tag in ipairs(must or {}) do
                    fits = fits and inst:HasTag(tag)
                end
                for _, tag in ipairs(cannot or {}) do
                    fits = fits and not inst:HasTag(tag)
                end
                local any = one_of == nil
                for _, tag in ipairs(one_of or {}) do
                    any = any or inst:HasTag(tag)
                end
                if fits and any then
                    found[#found + 1] = inst
                end
            end
            return found
        end,
    }
end

local function net(game)
    return {
        GetIsServer = function()
            return game.wish.is_server ~= false
        end,
        GetSessionIdentifier = function()
            return game.id
        end,
        Announce = function(_, line)
            assert(type(line) == "string")
            table.insert(game.announced, line)
        end,
    }
end

-- Files of the mod's scripts folder run among the game's globals, once.
local function required(game, environment)
    local loaded = {}
    return function(name)
        if loaded[name] == nil then
            local chunk = assert(loadfile(game.wish.mod .. "/scripts/" .. name .. ".lua"))
            loaded[name] = setfenv(chunk, environment)(name) or true
        end
        return loaded[name]
    end
end

local function mod_environment(game, info)
    local globals = game.globals
    local env = {
        GLOBAL = globals,
        require = globals.require,
        print = globals.print,
        modname = "raconteur",
        MODROOT = "../mods/raconteur/",
        modinfo = info,
        TUNING = {},
        GetModConfigData = function(name)
            return game:setting(name)
        end,
        AddSimPostInit = function(work)
            table.insert(game.post_inits.sim, work)
        end,
        AddPlayerPostInit = function(work)
            table.insert(game.post_inits.player, work)
        end,
        AddComponentPostInit = function(name, work)
            local of = game.post_inits.component
            of[name] = of[name] or {}
            table.insert(of[name], work)
        end,
    }
    for _, name in ipairs(NAMES.MOD) do
        env[name] = _G[name]
    end
    env.env = env
    return env
end

--- The globals of one run of a game.
return function(game, json)
    local declared = { declared = { TheWorld = true, ThePlayer = true } }
    for _, name in ipairs(NAMES.LUA) do
        declared[name] = _G[name]
    end
    local environment = strict(declared)
    -- a strict table answers to raw reads as the game's does
    declared.rawget = function(of, name)
        if of == environment then
            return declared[name]
        end
        return rawget(of, name)
    end
    declared._G = environment
    declared.os = { time = os.time, clock = os.clock, date = os.date }
    declared.print = function(...)
        local words = {}
        for n = 1, select("#", ...) do
            words[n] = tostring((select(n, ...)))
        end
        table.insert(game.log, table.concat(words, "\t"))
    end
    declared.json = json
    declared.TheSim = sim(game)
    declared.TheNet = net(game)
    declared.AllPlayers = {}
    declared.Ents = {}
    declared.EQUIPSLOTS = { HANDS = "hands", BODY = "body", HEAD = "head" }
    declared.STRINGS = {
        NAMES = {
            PIGMAN = "Pig", BUNNYMAN = "Bunnyman", CAMPFIRE = "Campfire", AXE = "Axe", SPIDER = "Spider",
            DEERCLOPS = "Deerclops", TREE = "Tree", WILSON = "Wilson", WENDY = "Wendy", HERMITCRAB = "Pearl",
        },
        CHARACTER_NAMES = { wilson = "Wilson", wendy = "Wendy", wes = "Wes" },
    }
    declared.GetTime = function()
        return game.time
    end
    declared.Networking_Say = function(guid, _, _, _, message, _, _, isemote)
        local inst = declared.Ents[guid]
        if inst and not isemote then
            inst.shown = nil
            inst.typed = message
        end
    end
    declared.mod_environment = mod_environment
    declared.require = required(game, environment)
    return environment
end
