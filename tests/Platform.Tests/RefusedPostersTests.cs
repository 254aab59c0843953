using Clinic.TestSupport;
using Xunit.Abstractions;

namespace Clinic.Platform.Tests;

/// <summary>
/// What one caller is refused is nobody else's trouble. <c>./bench refused</c> does the same with ten times the acts, and compares how long
/// they take.
/// </summary>
[Collection(OnePlatform.Name)]
public sealed class RefusedPostersTests(RunningPlatform platform, ITestOutputHelper output)
{
    const int Acts = 2_000,
        MostLogLines = 20;

    [Fact]
    public async Task No_act_of_eight_clerks_fails_beside_sixteen_posters_who_are_refused_in_every_way()
    {
        var branch = await (await platform.Group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        var clerks = await ClerksAtWork.Hire(platform.Group);
        var lines = LogLines();
        await using var posters = await Posters.Start(branch, Posters.Refused, paced: true);
        var outcome = await clerks.Do(Acts);
        await posters.End();

        output.WriteLine($"{outcome.PerSecond:0} acts a second, p99 {outcome.P99:0} ms, beside {posters.Requests} refused requests");
        Assert.Empty(outcome.Failed);
        Assert.Empty(posters.Unexpected);
        Assert.True(posters.Requests > Posters.Count * Posters.Refused.Count, $"{posters.Requests} requests only");
        Assert.All(Posters.Refused, kind => Assert.Contains(posters.Answers.Keys, key => key.Kind == kind));
        Assert.InRange(LogLines() - lines, 0, MostLogLines);
    }

    // Nobody fills a disk by asking for what is refused.
    int LogLines() =>
        new[] { "gateway", "registration" }.Sum(program =>
            File.ReadLines(Path.Combine(platform.Stack.Data, "logs", $"{program}.log")).Count()
        );
}
