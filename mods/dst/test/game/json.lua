-- JSON as the game reads and writes it, faults included: written anew from what was observed of it.
--   writing: ' becomes \' (encode only), control characters other than \n \r \t stay as they are, an empty table is []
--   reading: strings and numbers are run as Lua, so \u is no escape; 1E5 is refused; null vanishes, also from lists

local json = {}

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function is_list(value)
    local highest = 0
    for key in pairs(value) do
        if type(key) ~= "number" or key < 1 or key ~= math.floor(key) then
            return false
        end
        highest = math.max(highest, key)
    end
    return true, highest
end

local function write(value, escape)
    local kind = type(value)
    if value == nil then
        return "null"
    elseif kind == "string" then
        return '"' .. escape(value) .. '"'
    elseif kind == "number" or kind == "boolean" then
        return tostring(value)
    elseif kind ~= "table" then
        error("a " .. kind .. " cannot be written as JSON")
    end
    local list, length = is_list(value)
    local parts = {}
    if list then
        for n = 1, length do
            parts[n] = write(value[n], escape)
        end
        return "[" .. table.concat(parts, ",") .. "]"
    end
    for key, one in pairs(value) do
        parts[#parts + 1] = '"' .. escape(tostring(key)) .. '":' .. write(one, escape)
    end
    return "{" .. table.concat(parts, ",") .. "}"
end

function json.encode(value)
    return write(value, function(s)
        return (s:gsub('["\\\n\r\t]', ESCAPES):gsub("'", "\\'"))
    end)
end

function json.encode_compliant(value)
    return write(value, function(s)
        return (s:gsub('["\\\n\r\t]', ESCAPES))
    end)
end

local function skip(s, at)
    return s:find("[^ \n\r\t]", at) or #s + 1
end

local function run(code)
    return assert(loadstring("return " .. code))()
end

local read

local function read_string(s, at)
    local quote, place = s:sub(at, at), at + 1
    while true do
        local one = s:sub(place, place)
        if one == "" then
            error("the text has no end")
        elseif one == "\\" then
            place = place + 2
        elseif one == quote then
            return run(s:sub(at, place)), place + 1
        else
            place = place + 1
        end
    end
end

local function read_list(s, at)
    local list = {}
    at = skip(s, at + 1)
    while s:sub(at, at) ~= "]" do
        local value
        value, at = read(s, at)
        list[#list + 1] = value
        at = skip(s, at)
        if s:sub(at, at) == "," then
            at = skip(s, at + 1)
        elseif s:sub(at, at) ~= "]" then
            error("the list does not go on at " .. at)
        end
    end
    return list, at + 1
end

local function read_object(s, at)
    local object = {}
    at = skip(s, at + 1)
    while s:sub(at, at) ~= "}" do
        local key, value
        key, at = read(s, at)
        at = skip(s, at)
        if s:sub(at, at) ~= ":" then
            error("a name has no value at " .. at)
        end
        value, at = read(s, skip(s, at + 1))
        object[key] = value
        at = skip(s, at)
        if s:sub(at, at) == "," then
            at = skip(s, at + 1)
        elseif s:sub(at, at) ~= "}" then
            error("the object does not go on at " .. at)
        end
    end
    return object, at + 1
end

local WORDS = { ["true"] = true, ["false"] = false }

function read(s, at)
    local first = s:sub(at, at)
    if first == "{" then
        return read_object(s, at)
    elseif first == "[" then
        return read_list(s, at)
    elseif first == '"' or first == "'" then
        return read_string(s, at)
    elseif first:find("[%d%-]") then
        local number = s:match("^[%+%-%d%.e]+", at)
        return run(number), at + #number
    end
    local word = s:match("^%a+", at)
    if word == "null" then
        return nil, at + 4
    elseif word == nil or WORDS[word] == nil then
        error("no JSON at " .. at)
    end
    return WORDS[word], at + #word
end

function json.decode(s)
    return (read(s, skip(s, 1)))
end

return json
