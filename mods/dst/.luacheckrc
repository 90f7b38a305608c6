-- What each file may use: the mod only what the game documents, the stand-in what Lua 5.1 has.
std = "lua51"
max_line_length = 130

local bare = { "print", "pairs", "ipairs", "math", "table", "type", "string", "tostring", "require" }

files["modinfo.lua"] = {
    std = { read_globals = { "folder_name", "locale", "ChooseTranslationTable" } },
    globals = {
        "name", "description", "author", "version", "forumthread", "api_version", "dst_compatible",
        "dont_starve_compatible", "reign_of_giants_compatible", "all_clients_require_mod", "client_only_mod",
        "server_filter_tags", "configuration_options", "raconteur_language",
    },
}
files["modmain.lua"] = {
    std = { read_globals = bare },
    globals = { "GLOBAL" },
    read_globals = {
        "modinfo", "GetModConfigData", "AddSimPostInit", "AddPlayerPostInit", "AddComponentPostInit",
    },
}
