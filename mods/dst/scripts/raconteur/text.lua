-- Text as the game and the server can both take it: whole UTF-8 characters, one line, no control characters.

local text = {}

-- The bytes of one whole character at a place, or nothing where there is none.
local function character(s, at)
    local first = s:byte(at)
    local follow, least
    if first < 0x80 then
        return 1
    elseif first >= 0xC2 and first <= 0xDF then
        follow, least = 1, 0x80
    elseif first >= 0xE0 and first <= 0xEF then
        follow, least = 2, first == 0xE0 and 0xA0 or 0x80
    elseif first >= 0xF0 and first <= 0xF4 then
        follow, least = 3, first == 0xF0 and 0x90 or 0x80
    else
        return nil
    end
    for n = 1, follow do
        local byte = s:byte(at + n)
        if not byte or byte < (n == 1 and least or 0x80) or byte > 0xBF then
            return nil
        end
    end
    local second = s:byte(at + 1)
    if (first == 0xED and second > 0x9F) or (first == 0xF4 and second > 0x8F) then
        return nil
    end
    return follow + 1
end

--- At most `limit` characters of something, on one line; bytes that are no characters are left out.
function text.clean(value, limit)
    if type(value) ~= "string" then
        return ""
    end
    local kept, count, at = {}, 0, 1
    local gap = false
    while at <= #value and count < limit do
        local length = character(value, at)
        local piece = length and value:sub(at, at + length - 1)
        if piece and piece:find("^[%z\1-\32\127]") then
            gap = count > 0
        elseif piece then
            if gap and count + 1 < limit then
                kept[#kept + 1] = " "
                count = count + 1
            end
            gap = false
            kept[#kept + 1] = piece
            count = count + 1
        end
        at = at + (length or 1)
    end
    return table.concat(kept)
end

--- What stands behind a prefix, or nothing. On Chinese keyboards the same key gives the wide form of the prefix.
function text.after(prefix, line)
    local wide = { ["!"] = "！", ["?"] = "？", ["~"] = "～", ["@"] = "＠" }
    for _, mark in ipairs({ prefix, wide[prefix] }) do
        if line:sub(1, #mark) == mark then
            return text.clean(line:sub(#mark + 1), 500)
        end
    end
    return nil
end

--- A value as it may stand in an address.
function text.escaped(value)
    return (
        tostring(value):gsub("[^%w%-%._~]", function(byte)
            return string.format("%%%02X", byte:byte())
        end)
    )
end

--- Whether two names are the same to a player who types; letters of the Latin alphabet may differ in case.
function text.same(one, other)
    return one:lower() == other:lower()
end

--- The words behind a name that a line begins with, or nothing. A name ends at a space or a mark, Chinese ones anywhere.
function text.addressed(name, line)
    if name == "" or not text.same(line:sub(1, #name), name) then
        return nil
    end
    local rest = line:sub(#name + 1)
    if name:find("[\128-\255]$") then
        for _, mark in ipairs({ "，", "、", "：", "！" }) do
            if rest:sub(1, #mark) == mark then
                return text.clean(rest:sub(#mark + 1), 500)
            end
        end
    elseif rest:find("^%w") then
        return nil
    end
    return text.clean((rest:gsub("^[%s,:]+", "")), 500)
end

return text
