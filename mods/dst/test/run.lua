-- Runs every spec of the mod in this Lua: lua5.1 test/run.lua [part of a sentence]

local here = arg[0]:gsub("[^/]*$", "")
package.path = here .. "?.lua;" .. package.path

local spec = require("spec")
spec.only = arg[1]

for _, name in ipairs({
    "game", "settings", "parts", "chat", "voices", "waiting", "faults", "scene", "hooks", "deeds", "soak",
}) do
    dofile(here .. "specs/" .. name .. ".lua")
end

print(spec.passed .. " passed, " .. spec.failed .. " failed")
os.exit(spec.failed == 0 and 0 or 1)
