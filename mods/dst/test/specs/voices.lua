local spec = require("spec")
local Server = require("server")
local it, equal, that = spec.it, spec.equal, spec.that

it("who is named answers, by kind, by name or by the name it was given", function()
    local game, server = spec.world({ settings = { npcs = { bunnyman = "Hopkins" } }, npcs = { "Hopkins" } })
    local ada = game:join("Ada", "wendy")
    game:creature("pigman", { x = 1 })
    local named = game:creature("pigman", { x = 5, name = "Sir Bacon" })
    local bunny = game:creature("bunnyman", { x = 8 })
    for line, wanted in pairs({
        ["!sir bacon, hello"] = named,
        ["!Hopkins hello"] = bunny,
        ["!bunnyman: hello"] = bunny,
    }) do
        game:chat(ada, line)
        game:run(4)
        equal(#game:said(wanted), 1, line)
        equal(server:newest().player_input, "hello", line)
        game.spoken = {}
    end
    equal(server:newest().npc == "Hopkins" or server:newest().world.you == "Sir Bacon", true)
end)

it("a name is only a name where it ends", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:creature("bunnyman", { x = 1 })
    game:creature("pigman", { x = 5 })
    game:chat(ada, "!pigmentation is odd")
    game:run(3)
    equal(server:newest().player_input, "pigmentation is odd")
    equal(server:newest().world.you, "Bunnyman")
    game:chat(ada, "!Pig")
    game:run(3)
    equal(server:newest().player_input, "Pig")
    equal(server:newest().world.you, "Pig")
end)

it("a Chinese name needs no space behind it", function()
    local game, server = spec.world({ npcs = { "温蒂" } })
    local ada = game:join("Ada", "wilson")
    game:chat(ada, "!温蒂，冬天快到了吗")
    game:run(3)
    equal(server:newest().npc, "温蒂")
    equal(server:newest().player_input, "冬天快到了吗")
    game:chat(ada, "!温蒂你好")
    game:run(3)
    equal(server:newest().player_input, "你好")
end)

it("the server is asked for a character only when it knows one of that name", function()
    local game, server = spec.world({ npcs = { "PIG", "Wilson" } })
    local ada = game:join("Ada", "wendy")
    game:creature("pigman")
    game:chat(ada, "!hello")
    game:run(3)
    equal(server:newest().npc, "PIG")
    equal(server:newest().world.you, nil)
    local other, second = spec.world({ npcs = { "Wilson" } })
    local eve = other:join("Eve", "wendy")
    other:creature("pigman")
    other:chat(eve, "!hello")
    other:run(3)
    equal(second:newest().npc, nil)
    equal(second:newest().world.you, "Pig")
end)

it("somebody whom only the server knows is heard as an announcement", function()
    local game, server = spec.world({ npcs = { "Maxwell" } })
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman")
    game:chat(ada, "!maxwell say, pal")
    game:run(3)
    equal(server:newest().npc, "Maxwell")
    equal(game.announced, { "Maxwell: You said: say, pal" })
    equal(game:said(pig), {})
end)

it("one who always answers can be set", function()
    local game, server = spec.world({ settings = { npc = "Maxwell" } })
    local ada = game:join("Ada", "wendy")
    game:creature("pigman")
    game:chat(ada, "!hello")
    game:run(3)
    equal(server:newest().npc, "Maxwell")
    equal(game.announced, { "Maxwell: You said: hello" })
end)

it("where nobody else can speak the player's own character does, after what was typed could be read", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game:chat(ada, "!hello")
    game:run(2)
    equal(game:said(ada), {})
    game:run(2)
    equal(game:said(ada), { "You said: hello" })
    equal(server:newest().world.you, "Wendy")
end)

it("other players, the dead, the sleeping, ghosts, mimes and the far away are not made to speak", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local eve = game:join("Eve", "wilson", { x = 1 })
    game:creature("pigman", { x = 1, name = "Dead" }).components.health.currenthealth = 0
    game:creature("pigman", { x = 1, name = "Sleeper" }).components.sleeper.sleeps = true
    game:creature("pigman", { x = 1, name = "Ghost", tags = { "playerghost" } })
    game:creature("pigman", { x = 1, name = "Mime", tags = { "mime" } })
    game:creature("pigman", { x = 21, name = "Far" })
    game:creature("pigman", { x = 1, name = "Limbo", tags = { "INLIMBO" } })
    game:spawn("tree", { x = 1 })
    game:chat(ada, "!hello")
    game:run(4)
    equal(game:said(ada), { "You said: hello" })
    equal(game:said(eve), {})
    equal(server:newest().world.you, "Wendy")
    equal(#game.spoken, 1)
end)

it("who dies or leaves before the answer says nothing, and nobody notices", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    local other = game:creature("bunnyman", { x = 2 })
    server.answer = function(request)
        local reply = server:usual(request)
        reply.delay = request.json and 2 or 0
        return reply
    end
    game:chat(ada, "!pig hello")
    game:run(1)
    pig:Remove()
    game:run(5)
    game:chat(ada, "!bunnyman hello")
    game:run(1)
    other.components.health.currenthealth = 0
    game:run(5)
    game:chat(ada, "!hello")
    game:run(1)
    game:leave(ada)
    game:run(60)
    equal(game.spoken, {})
end)

it("lines follow one another and none is cut off by the next", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local eve = game:join("Eve", "wilson")
    local pig = game:creature("pigman", { x = 1 })
    server.answer = function(request)
        return request.json and Server.done("One.", "Two.", "Three.") or server:usual(request)
    end
    game:chat(ada, "!hello")
    game:chat(eve, "!hello")
    game:run(20)
    equal(game:said(pig), { "One.", "Two.", "Three.", "One.", "Two.", "Three." })
    for _, line in ipairs(game.spoken) do
        that(not line.cut, line.text .. " was cut")
    end
end)

it("lines of any length and time are shown within the game's bounds", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    local lines = {}
    for n = 1, 40 do
        lines[n] = { text = n .. (" word"):rep(100), seconds = n % 2 == 0 and 1000 or -5 }
    end
    server.answer = function(request)
        local fields = { state = "done", model_response = "x", lines = lines }
        return request.json and Server.says(fields) or server:usual(request)
    end
    game:chat(ada, "!hello")
    game:run(120)
    that(#game:said(pig) <= 13, #game:said(pig))
    for _, line in ipairs(game.spoken) do
        that(#line.text <= 110 and line.seconds >= 1 and line.seconds <= 8)
    end
end)

it("an answer without lines is said whole", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    server.answer = function(request)
        return request.json and Server.says({ model_response = "Only this." }) or server:usual(request)
    end
    game:chat(ada, "!hello")
    game:run(3)
    equal(game:said(pig), { "Only this." })
end)
