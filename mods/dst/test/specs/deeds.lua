local spec = require("spec")
local Server = require("server")
local it, equal, that = spec.it, spec.equal, spec.that

local function names(asked)
    local all = {}
    for n, action in ipairs(asked.allowed_actions or {}) do
        all[n] = action.name
    end
    return all
end

local function doing(server, ...)
    local actions = { ... }
    server.answer = function(request)
        local fields = { state = "done", model_response = "Yes.", lines = { { text = "Yes.", seconds = 1 } }, actions = actions }
        return request.json and Server.says(fields) or server:usual(request)
    end
end

it("a creature may turn and follow; whoever follows may stay; a survivor has gestures", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    game:chat(ada, "!hello")
    game:run(4)
    equal(names(server:newest()), { "face", "follow" })
    local seconds = { name = "seconds", type = "integer", min = 10, max = 480, optional = true }
    equal(server:newest().allowed_actions[2].args, { seconds })
    pig.components.follower:SetLeader(ada)
    game:chat(ada, "!hello")
    game:run(4)
    equal(names(server:newest()), { "face", "follow", "stay" })
    pig.components.follower:SetLeader(game:join("Eve", "wilson"))
    game:chat(ada, "!hello")
    game:run(4)
    equal(names(server:newest()), { "face" })
    game:chat(ada, "!wendy hello")
    game:run(4)
    equal(names(server:newest()), { "wave", "dance", "cheer" })
end)

it("what the server chose is done", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy", { x = 2, z = 3 })
    local pig = game:creature("pigman", { x = 1 })
    doing(server, { name = "face", args = {} }, { name = "follow", args = { seconds = 100 } })
    game:chat(ada, "!follow me")
    game:run(3)
    equal(pig.faced, { 2, 0, 3 })
    equal(pig.components.follower.leader, ada)
    equal(pig.components.follower.loyal, 100)
    doing(server, { name = "stay", args = {} })
    game:chat(ada, "!stay here")
    game:run(3)
    equal(pig.components.follower.leader, nil)
    doing(server, { name = "wave", args = {} })
    game:chat(ada, "!wendy wave")
    game:run(3)
    equal(ada.emoted.randomanim, true)
end)

it("what was not offered, is not known, or makes no sense is not done", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local eve = game:join("Eve", "wilson")
    local pig = game:creature("pigman", { x = 1 })
    pig.components.follower:SetLeader(eve)
    doing(server, { name = "follow" }, { name = "stay" }, { name = "wave" }, { name = "c_reset" }, { args = {} }, "x")
    game:chat(ada, "!hello")
    game:run(4)
    equal(pig.components.follower.leader, eve)
    equal(pig.emoted, nil)
    equal(game:said(pig), { "Yes." })
    pig.components.follower:SetLeader(nil)
    doing(server, { name = "follow", args = { seconds = 1e9 } })
    game:chat(ada, "!hello")
    game:run(4)
    equal(pig.components.follower.loyal, 480)
end)

it("actions can be left out, and are not done then", function()
    local game, server = spec.world({ settings = { actions = false } })
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    doing(server, { name = "follow" })
    game:chat(ada, "!hello")
    game:run(4)
    equal(server:newest().allowed_actions, nil)
    equal(pig.components.follower.leader, nil)
end)

it("actions come between sentences as well", function()
    local game, server = spec.world()
    local ada = game:join("Ada", "wendy")
    local pig = game:creature("pigman", { x = 1 })
    server.answer = function(request)
        if request.path == "/interact" then
            return Server.pending()
        elseif request.path == "/game/poll" then
            return Server.says({
                seq = 2,
                state = "done",
                items = {
                    { seq = 1, type = "say", text = "Coming.", seconds = 1 },
                    { seq = 2, type = "action", text = "", seconds = 0, name = "follow", args = { seconds = 30 }, last = true },
                },
            })
        end
        return server:usual(request)
    end
    game:chat(ada, "!come")
    game:run(4)
    equal(pig.components.follower.leader, ada)
    that(pig.components.follower.loyal == 30)
end)
