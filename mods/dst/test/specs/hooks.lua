local spec = require("spec")
local it, equal, that = spec.it, spec.equal, spec.that

it("on a client and on the caves nothing is done and nobody is asked", function()
    for _, where in ipairs({ { is_server = false }, { is_master = false } }) do
        where.settings = { greeting = true, inspecting = 20 }
        local game, server = spec.world(where)
        local ada = game:join("Ada", "wendy")
        local stone = game:spawn("stone")
        stone:add_inspectable("A stone.")
        game:chat(ada, "!hello")
        equal(stone.components.inspectable:GetDescription(ada), "A stone.")
        game:run(20)
        equal(#server.requests, 0)
        equal(game.http.count, 0)
        equal(game.spoken, {})
    end
end)

it("inspecting gives the game's own words at once and all of them; the thought follows when they were read", function()
    local game, server = spec.world({ settings = { inspecting = 20 } })
    local ada = game:join("Ada", "wendy")
    local stone = game:spawn("stone", { name = "Stone" })
    stone:add_inspectable("A stone.")
    local words = { stone.components.inspectable:GetDescription(ada) }
    equal(words, { "A stone.", "context", "author" })
    game:run(2)
    equal(game:said(ada), {})
    game:run(2)
    equal(#game:said(ada), 1)
    local asked = server:newest()
    that(asked.player_input:find("Wendy looks at: Stone. Their first words: A stone.", 1, true))
    for _, name in ipairs({ "player", "world", "events", "save", "allowed_actions" }) do
        equal(asked[name], nil, "a thought that may be used again, but for " .. name)
    end
    equal(asked.language, "en")
end)

it("who waits for an answer of their own character may look at things meanwhile", function()
    local game, server = spec.world({ settings = { inspecting = 20 } })
    local ada = game:join("Ada", "wendy")
    local stone = game:spawn("stone", { name = "Stone" })
    stone:add_inspectable("A stone.")
    server.answer = function(request)
        local reply = server:usual(request)
        reply.delay = request.json and 3 or 0
        return reply
    end
    game:chat(ada, "!hello")
    game:run(1)
    stone.components.inspectable:GetDescription(ada)
    game:run(1)
    equal(#server:asked("/interact"), 2)
end)

it("looking around asks seldom, never asks for ghosts, mimes and oneself, and says nothing of failures", function()
    local game, server = spec.world({ settings = { inspecting = 20 } })
    local ada = game:join("Ada", "wendy")
    local stone = game:spawn("stone", { name = "Stone" })
    stone:add_inspectable("A stone.")
    for _ = 1, 100 do
        stone.components.inspectable:GetDescription(ada)
    end
    game:run(5)
    equal(#server:asked("/interact"), 1)
    game:run(20)
    ada:add_inspectable("Me.")
    ada.components.inspectable:GetDescription(ada)
    for _, tag in ipairs({ "playerghost", "mime" }) do
        ada:AddTag(tag)
        stone.components.inspectable:GetDescription(ada)
        ada:RemoveTag(tag)
    end
    stone.components.inspectable:GetDescription(nil)
    stone.components.inspectable:GetDescription(game:creature("pigman"))
    game:run(5)
    equal(#server:asked("/interact"), 1)
    server:stop()
    stone.components.inspectable:GetDescription(ada)
    game:run(60)
    equal(#game.spoken, 1)
end)

it("whoever joins is greeted by who is near, in the server's language, once in ten minutes", function()
    local game, server = spec.world({ settings = { greeting = true }, locale = "zh" })
    local pig = game:creature("pigman", { x = 1 })
    local ada = game:join("Ada", "wendy")
    game:run(4)
    equal(#server:asked("/interact"), 0)
    game:run(4)
    equal(#server:asked("/interact"), 1)
    equal(server:newest().language, "zh")
    that(server:newest().player_input:find("Ada", 1, true))
    equal(#game:said(pig), 1)
    game:leave(ada)
    game:run(30)
    local again = game:join("Ada", "wendy", { userid = ada.userid })
    game:run(10)
    equal(#server:asked("/interact"), 1)
    game:leave(again)
    game:run(601)
    game:join("Ada", "wendy", { userid = ada.userid })
    game:run(10)
    equal(#server:asked("/interact"), 2)
end)

it("whoever joins and goes at once is not greeted", function()
    local game, server = spec.world({ settings = { greeting = true } })
    game:leave(game:join("Ada", "wendy"))
    game:run(20)
    equal(#server:asked("/interact"), 0)
    that(not table.concat(game.log, "\n"):find("nowhere", 1, true))
    game:join("Eve", "wilson")
    game:run(10)
    equal(server:newest().language, "en")
end)

it("who is in the caves is heard nowhere and does no harm", function()
    local game, server = spec.world()
    game.globals.Networking_Say(5, "KU_absent", "Eve", "wilson", "!hello", {}, false, false)
    game.globals.Networking_Say(nil, nil, nil, nil, nil, nil, nil, nil)
    game:run(3)
    equal(#server:asked("/interact"), 0)
end)

it("what breaks inside is told once in the log and never in the game", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    game.globals.TheSim.FindEntities = function()
        error("the world is upside down")
    end
    for _ = 1, 20 do
        game:chat(ada, "!hello")
    end
    game:run(3)
    equal(#server:asked("/interact"), 0)
    local log = table.concat(game.log, "\n")
    equal(select(2, log:gsub("upside down", "")), 1)
end)

it("a chat among four hundred things takes a few milliseconds at most", function()
    local game = spec.world()
    local ada = game:join("Ada", "wendy")
    for n = 1, 400 do
        game:creature("pigman", { x = n / 40, name = "Pig " .. n })
    end
    local before = os.clock()
    for _ = 1, 20 do
        game:chat(ada, "!hello")
    end
    local each = (os.clock() - before) / 20 * 1000
    print(string.format("a line of chat among 400 creatures: %.2f ms", each))
    that(each < 16, each .. " ms")
end)
