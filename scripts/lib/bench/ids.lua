-- Public ids of the fixture, as SellerModel's Base32Identifier writes them.

local letters = "0123456789abcdefghjkmnpqrstvwxyz"

-- 26 letters for 32 hexadecimal digits; the first carries three bits.
local function encode(hexadecimal)
    local bits = "00"
    for digit in hexadecimal:gmatch(".") do
        local value = tonumber(digit, 16)
        for shift = 3, 0, -1 do
            bits = bits .. math.floor(value / 2 ^ shift) % 2
        end
    end
    local text = ""
    for five in bits:gmatch(".....") do
        local index = tonumber(five, 2) + 1
        text = text .. letters:sub(index, index)
    end
    return text
end

-- The id of thing number `n` of the kind that fixture.sql gives `kind`.
function public_id(prefix, kind, n)
    return prefix .. "_" .. encode(string.format("%08d000070008000%012x", kind, n))
end
