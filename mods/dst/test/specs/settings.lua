local spec = require("spec")
local it, equal, that = spec.it, spec.equal, spec.that

local read = loadfile(spec.folder() .. "/scripts/raconteur/settings.lua")()

local function settings(given)
    local told = {}
    local result = read(function(name)
        return given[name]
    end, function(line)
        told[#told + 1] = line
    end)
    return result, told
end

it("without settings everything has its default, and the missing key is told", function()
    local result, told = settings({})
    equal(result.server_url, "http://127.0.0.1:8080")
    equal(result.prefix, "!")
    equal(result.npcs, false)
    equal(#told, 1)
    that(told[1]:find("token", 1, true))
end)

it("what makes no sense is told by name and the default stands", function()
    for name, value in pairs({
        server_url = "http://example.org:8080", prefix = "/ask", hearing = 0, inspecting = -1, language = "tlh",
        npcs = { pigman = 5 }, greeting = "yes", npc = 7, events = 1, actions = "on", canned = {},
    }) do
        local result, told = settings({ token = "rk_secret", [name] = value })
        local plain = settings({})
        equal(result[name], plain[name], name)
        equal(#told, 1, name)
        that(told[1]:find("'" .. name .. "'", 1, true), told[1])
    end
end)

it("only this machine is asked, with a port", function()
    for _, url in ipairs({
        "https://127.0.0.1:8080", "http://10.0.0.1:80", "http://127.0.0.1", "http://127.0.0.1:0", "http://127.0.0.1:99999",
        "http://127.0.0.1:8080/path", "http://localhost.example.org:80", "http://user@127.0.0.1:80", "", 5,
    }) do
        equal(settings({ token = "k", server_url = url }).server_url, "http://127.0.0.1:8080", tostring(url))
    end
    for _, url in ipairs({ "http://127.0.0.1:9000", "http://localhost:9000", "http://localhost:9000/" }) do
        equal(settings({ token = "k", server_url = url }).server_url, (url:gsub("/$", "")), url)
    end
end)

it("a key that is no text is not told", function()
    local _, told = settings({ token = { "rk_secret" } })
    for _, line in ipairs(told) do
        that(not line:find("rk_secret", 1, true))
    end
end)

it("the game finds all that it demands of modinfo, in both languages", function()
    for _, locale in ipairs({ "en", "zh", "zht", "fr" }) do
        local game = spec.world({ locale = locale })
        local info = game.modinfo
        for _, name in ipairs({ "name", "description", "author", "version" }) do
            that(type(info[name]) == "string" and info[name] ~= "", name)
        end
        equal(info.api_version, 10)
        equal(info.all_clients_require_mod, false)
        equal(info.client_only_mod, false)
        equal(info.dst_compatible, true)
        equal(info.name, (locale == "zh" or locale == "zht") and "说书人" or "Raconteur")
        for _, option in ipairs(info.configuration_options) do
            that(type(option.label) == "string" and type(option.hover) == "string", option.name)
            local found = false
            for _, choice in ipairs(option.options) do
                that(type(choice.description) == "string", option.name)
                found = found or choice.data == option.default
            end
            that(found, option.name .. " can be set to its default in the game")
        end
    end
end)

it("every setting that is read can be set", function()
    local game = spec.world()
    local listed = {}
    for _, option in ipairs(game.modinfo.configuration_options) do
        listed[option.name] = option.default
    end
    for name, value in pairs(settings({})) do
        equal(listed[name], value, name)
        listed[name] = nil
    end
    equal(listed, {})
end)
