-- What wrk sends again and again, and the line of JSON that it prints at its end.

wrk.method = os.getenv("METHOD")
wrk.body = os.getenv("BODY")

function done(summary, latency)
    local errors = summary.errors
    local line = '{"requests": %d, "seconds": %f, "refused": %d, "errors": %d, "median": %f, "slowest": %f}\n'
    local broken = errors.connect + errors.read + errors.write + errors.timeout
    local median, slowest = latency:percentile(50) / 1000, latency:percentile(99) / 1000
    io.write(line:format(summary.requests, summary.duration / 1e6, errors.status, broken, median, slowest))
end
