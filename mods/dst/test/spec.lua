-- As much of a test framework as is needed here: a spec is a sentence and a function, with a world and a server of its own.

local Game = require("game.game")
local Server = require("server")

local spec = { passed = 0, failed = 0, only = nil }

local folder = arg[0]:gsub("[^/]*$", "") .. ".."

--- A world with the mod, and a scripted server unless `wish.server` is one.
function spec.world(wish)
    wish = wish or {}
    local server = wish.server or Server.start()
    local settings = { server_url = server:url(), token = "rk_secret", inspecting = 0, greeting = false }
    for name, value in pairs(wish.settings or {}) do
        settings[name] = value
    end
    server.npcs = wish.npcs or server.npcs
    local game = Game.new({
        mod = wish.mod or folder,
        settings = settings,
        locale = wish.locale,
        server = server,
        saved = wish.saved,
        world = wish.world,
        is_server = wish.is_server,
        is_master = wish.is_master,
    })
    game:run(0.5)
    return game, server
end

--- Where the mod is.
function spec.folder()
    return folder
end

local function shown(value)
    if type(value) == "table" then
        local parts = {}
        for key, one in pairs(value) do
            parts[#parts + 1] = tostring(key) .. "=" .. shown(one)
        end
        return "{" .. table.concat(parts, ", ") .. "}"
    end
    return type(value) == "string" and string.format("%q", value) or tostring(value)
end

local function same(one, other)
    if one == other or type(one) ~= "table" or type(other) ~= "table" then
        return one == other
    end
    for key, value in pairs(one) do
        if not same(value, other[key]) then
            return false
        end
    end
    for key in pairs(other) do
        if one[key] == nil then
            return false
        end
    end
    return true
end

--- Fails unless both are the same, tables by what is in them.
function spec.equal(actual, wanted, what)
    if not same(actual, wanted) then
        error((what and what .. ": " or "") .. "wanted " .. shown(wanted) .. ", was " .. shown(actual), 2)
    end
end

--- Fails unless it is so.
function spec.that(condition, what)
    if not condition then
        error(what or "it is not so", 2)
    end
end

--- Runs one spec.
function spec.it(sentence, work)
    if spec.only and not sentence:find(spec.only, 1, true) then
        return
    end
    local well, fault = xpcall(work, debug.traceback)
    if well then
        spec.passed = spec.passed + 1
    else
        spec.failed = spec.failed + 1
        print("FAILED: " .. sentence .. "\n    " .. tostring(fault))
    end
end

return spec
