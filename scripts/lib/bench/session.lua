-- GET of one path as one of 2,000 signed-in people, at random.
-- Arguments: a file of session tokens, one a line.

local requests = {}

function init(args)
    math.randomseed(os.time())
    for token in io.lines(args[1]) do
        requests[#requests + 1] =
            wrk.format(nil, nil, { ["Authorization"] = "Bearer " .. token })
    end
end

function request()
    return requests[math.random(#requests)]
end
