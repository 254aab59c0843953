using System.Globalization;
using Clinic.TestSupport;
using Xunit.Abstractions;

namespace Clinic.Platform.Tests;

/// <summary>
/// Requests of chance for every operation; <c>./bench fuzz</c> sends more of them. <c>FUZZ_SEED</c> makes the same ones again, and
/// <c>FUZZ_TIMES</c> says how many for each.
/// </summary>
[Collection(OnePlatform.Name)]
public sealed class FuzzTests(RunningPlatform platform, ITestOutputHelper output)
{
    const int Times = 40;

    [Fact]
    public async Task No_request_of_chance_breaks_a_service_or_hangs_or_is_accepted_though_its_description_forbids_it()
    {
        var seed = Given("FUZZ_SEED") ?? Random.Shared.Next();
        var run = await FuzzRun.Of(platform.Group, Given("FUZZ_TIMES") ?? Times, seed);

        output.WriteLine($"seed {seed}: {run.Requests} requests");
        foreach (var (status, count) in run.Statuses.OrderBy(pair => pair.Key))
            output.WriteLine($"{status} ×{count}");
        List<string> wrong = [.. run.Broken, .. run.Accepted];
        Assert.True(wrong.Count == 0, $"FUZZ_SEED={seed}: {wrong.Count}\n{string.Join('\n', wrong.Take(20))}");
    }

    static int? Given(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : null;
}
