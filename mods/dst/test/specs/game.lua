-- The stand-in is as strict as the game: what the mod may rely on in here it may rely on there.

local json = require("game.json")
local spec = require("spec")
local it, equal, that = spec.it, spec.equal, spec.that

local function raises(work, ...)
    return not pcall(work, ...)
end

it("its JSON is written as the game writes it", function()
    equal(json.encode({ a = "it's" }), '{"a":"it\\\'s"}')
    equal(json.encode_compliant({ a = "it's" }), '{"a":"it\'s"}')
    equal(json.encode_compliant({}), "[]")
    equal(json.encode_compliant({ 1, nil, 3 }), "[1,null,3]")
    equal(json.encode_compliant("a\1\n\t"), '"a\1\\n\\t"')
    that(raises(json.encode, { f = print }))
end)

it("its JSON is read as the game reads it", function()
    equal(json.decode('{"a":"\\n\\"\\\\","b":[1,-1.5,2e3],"c":true,"d":{}}'), {
        a = '\n"\\', b = { 1, -1.5, 2000 }, c = true, d = {},
    })
    equal(json.decode('{"a":null,"b":[1,null,3]}'), { b = { 1, 3 } })
    local well, read = pcall(json.decode, '{"a":"\\u4f60"}')
    that(not well or read.a == "u4f60")
    for _, bad in ipairs({ "", "<html>", "plain text", '{"a":1E5}', '{"a":"x', '{"a":"b\nc"}', '{"a"}', "[1 2]" }) do
        that(raises(json.decode, bad), bad)
    end
end)

it("its globals may not be read or made without being declared", function()
    local globals = spec.world().globals
    that(raises(function()
        return globals.NotThere
    end))
    that(raises(function()
        globals.NotThere = 1
    end))
    equal(globals.rawget(globals, "NotThere"), nil)
    equal(globals.ThePlayer, nil)
    globals.Networking_Say = globals.Networking_Say
end)

it("modmain sees what the game shows it and no more", function()
    local env = spec.world().env
    for _, name in ipairs({ "pcall", "tonumber", "setmetatable", "os", "io", "json", "TheSim", "TheWorld", "error" }) do
        equal(rawget(env, name), nil, name)
    end
    that(env.GLOBAL ~= nil and env.require ~= nil)
end)

it("it reaches this machine only, and tells so as a failure", function()
    local game = spec.world()
    for _, url in ipairs({ "http://example.org/", "https://127.0.0.1/", "http://10.0.0.1:80/" }) do
        local heard
        local well = pcall(game.globals.TheSim.QueryServer, game.globals.TheSim, url, function(body, successful, code)
            heard = { body, successful, code }
        end, "GET")
        game:run(1)
        that(well and heard and heard[2] == false, url)
    end
    that(raises(game.http.query, game.http, "http://127.0.0.1:1/", print, "PUT"))
end)

it("it sends both content types, and never a header of the mod's", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    for n = 1, 4 do
        game:chat(ada, "!hello " .. n)
        game:run(4)
    end
    local seen = {}
    for _, request in ipairs(server:asked("/interact")) do
        seen[request.head:match("Content%-Type: (%S+)")] = true
        that(not request.head:find("Authorization", 1, true))
    end
    equal(seen, { ["application/json"] = true, ["application/x-www-form-urlencoded"] = true })
end)
