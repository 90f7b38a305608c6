-- Plays the game against a real server for whoever drives it: reads one command a line, ["word", argument, …], and
-- answers each with one line, {"value": …} or {"error": "…"}.

local here = arg[0]:gsub("[^/]*$", "")
package.path = here .. "?.lua;" .. package.path

local Game = require("game.game")
local json = require("game.json")

local game
local things, saves, faults = {}, {}, {}

local function open(wish, saved)
    game = Game.new({ mod = here .. "..", settings = wish.settings, locale = wish.locale, world = wish.world, saved = saved })
    game.wish.settings = wish.settings
    things = {}
    return game.id
end

local function thing(name)
    return assert(things[name], "there is no " .. name)
end

-- Every way in which the game is known, or feared, to treat a callback.
local MOODS = {
    well = function()
        return {}
    end,
    late = function()
        return { late = 3 }
    end,
    twice = function()
        return { twice = true }
    end,
    deaf = function(request)
        -- the server has heard and answered, and the game says that it failed
        return { fails = request.method == "POST" and not faults[request.body] and "answer" or nil }
    end,
}

local commands = {}

--- A new world: {settings, locale, world}.
function commands.world(wish)
    return open(wish)
end

--- Sets under a name how far the world has come.
function commands.save(name)
    saves[name] = game:save()
    return game.age
end

--- Everybody is back where they were when it was saved; the game's own memory of anything else is gone.
function commands.load(name)
    open(game.wish, saves[name])
    return game.age
end

function commands.join(name, prefab)
    things[name] = game:join(name, prefab, { userid = "KU_" .. name })
    return things[name].userid
end

function commands.creature(name, prefab, x)
    things[name] = game:creature(prefab, { name = name, x = x })
    return name
end

function commands.change(name, value)
    game:change(name, value)
    return value
end

--- Sets what a part of somebody has: hunger, current, 0.
function commands.set(name, component, field, value)
    thing(name).components[component][field] = value
    return value
end

function commands.hurt(name, by)
    thing(name):PushEvent("attacked", { attacker = thing(by) })
    return name
end

function commands.chat(name, line)
    game:chat(thing(name), line)
    return line
end

--- What the game says at once of a thing that is looked at.
function commands.inspect(name, by, description)
    local inst = thing(name)
    if not inst.components.inspectable then
        inst:add_inspectable(description)
    end
    return inst.components.inspectable:GetDescription(thing(by))
end

function commands.run(seconds)
    game:run(seconds)
    return game.time
end

--- Waits until somebody has said so many lines in this world, and gives all of them.
function commands.said(name, lines, seconds)
    local inst = thing(name)
    game:await(lines .. " lines of " .. name, seconds, function()
        return #game:said(inst) >= lines
    end)
    return game:said(inst)
end

--- The same of announcements.
function commands.announced(lines, seconds)
    game:await(lines .. " announcements", seconds, function()
        return #game.announced >= lines
    end)
    return game.announced
end

--- Waits until nobody awaits an answer or has something left to say.
function commands.quiet(seconds)
    local since = game.time
    local before = -1
    game:await("quiet", seconds, function()
        local now = #game.spoken + #game.announced + game.http.count
        if now ~= before or game.http:under_way() > 0 then
            before, since = now, game.time
        end
        return game.time - since > 4
    end)
    return #game.spoken
end

function commands.leader(name)
    local leader = thing(name).components.follower.leader
    return leader and leader.name or ""
end

--- Whether any line was cut off by another.
function commands.cut()
    for _, line in ipairs(game.spoken) do
        if line.cut then
            return line.text
        end
    end
    return ""
end

function commands.log()
    return table.concat(game.log, "\n")
end

function commands.requests()
    return game.http.count
end

function commands.mood(name)
    faults = {}
    local mood = assert(MOODS[name], "there is no mood " .. name)
    game.http.mood = function(request)
        local how = mood(request)
        faults[request.body or ""] = true
        return how
    end
    return name
end

--- What was asked at one door is asked at another from now on.
function commands.door(set, real)
    game.http.doors[set] = real
    return real
end

for line in io.lines() do
    local command = json.decode(line)
    local well, value = pcall(commands[table.remove(command, 1)], unpack(command))
    print(json.encode_compliant(well and { value = value } or { error = tostring(value) }))
    io.flush()
end
