-- What a server's owner has set, checked: a setting that makes no sense is told in the log and its default stands.

local function among(...)
    local allowed = {}
    for _, value in ipairs({ ... }) do
        allowed[value] = true
    end
    return function(value)
        return allowed[value] == true
    end
end

local function of(kind)
    return function(value)
        return type(value) == kind
    end
end

local function number(least, most)
    return function(value)
        return type(value) == "number" and value >= least and value <= most
    end
end

-- The game refuses every other host, and says so only in its log.
local function address(value)
    local port = type(value) == "string"
        and (value:match("^http://127%.0%.0%.1:(%d+)$") or value:match("^http://localhost:(%d+)$"))
    return port ~= nil and port ~= false and tonumber(port) > 0 and tonumber(port) < 65536
end

local function names(value)
    if value == false then
        return true
    elseif type(value) ~= "table" then
        return false
    end
    for prefab, name in pairs(value) do
        if type(prefab) ~= "string" or type(name) ~= "string" then
            return false
        end
    end
    return true
end

local KNOWN = {
    { "server_url", "http://127.0.0.1:8080", address, "http://127.0.0.1:PORT or http://localhost:PORT" },
    { "token", "", of("string"), "a text" },
    {
        "prefix",
        "!",
        function(value)
            return type(value) == "string" and #value > 0 and #value <= 8 and not value:find("[%s/]")
        end,
        "one to eight bytes without spaces; not /, which the game keeps to itself",
    },
    { "hearing", 20, number(1, 60), "a number from 1 to 60" },
    { "npc", "", of("string"), "a text" },
    { "npcs", false, names, 'a table like { pigman = "Name" }' },
    { "greeting", true, of("boolean"), "true or false" },
    { "inspecting", 60, number(0, 86400), "seconds, 0 for never" },
    { "events", true, of("boolean"), "true or false" },
    { "actions", true, of("boolean"), "true or false" },
    { "canned", true, of("boolean"), "true or false" },
    { "language", "auto", among("auto", "en", "zh"), "auto, en or zh" },
}

--- Reads every setting by `read(name)`; what is wrong goes to `log`, never a value that may be a key.
return function(read, log)
    local settings = {}
    for _, one in ipairs(KNOWN) do
        local name, default, fits, wanted = one[1], one[2], one[3], one[4]
        local value = read(name)
        if name == "server_url" and type(value) == "string" then
            value = value:gsub("/+$", "")
        end
        if value == nil then
            settings[name] = default
        elseif fits(value) then
            settings[name] = value
        else
            settings[name] = default
            log("the setting '" .. name .. "' must be " .. wanted .. "; taken instead: " .. tostring(default))
        end
    end
    if settings.token == "" then
        log("there is no 'token' among the settings; the server will refuse every question")
    end
    return settings
end
