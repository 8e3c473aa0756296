-- POST /access/v1/evaluation: a user of the 10,000 accounts and a tool of the 200, both at random.
-- Arguments: the folder of these scripts, a file with the service's token, a file of sections and tools.

local bodies = {}

function init(args)
    dofile(args[1] .. "/ids.lua")
    wrk.method = "POST"
    wrk.path = "/access/v1/evaluation"
    wrk.headers["Authorization"] = "Bearer " .. io.open(args[2]):read("*l")
    wrk.headers["Content-Type"] = "application/json"
    local tools = {}
    for line in io.lines(args[3]) do
        local section, tool = line:match("([^,]+),([^,]+)")
        tools[#tools + 1] = string.format('"type":"%s","id":"%s"', section, tool)
    end
    -- Made beforehand, so that the load costs the server's cores as little as it can.
    math.randomseed(os.time())
    for index = 1, 20000 do
        bodies[index] = wrk.format(nil, nil, nil, string.format(
            '{"subject":{"type":"user","id":"%s"},"action":{"name":"view"},"resource":{%s}}',
            public_id("usr", 2, math.random(1, 200000)),
            tools[math.random(#tools)]
        ))
    end
end

function request()
    return bodies[math.random(#bodies)]
end
