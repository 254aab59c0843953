using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>
/// Eight clerks register clients while sixteen posters are refused in every way there is. None of the acts may fail, and they may take at
/// most twice as long as beside sixteen posters who are allowed. Anything else ends the program with an error.
/// </summary>
static class RefusedRequests
{
    const int ActsToCompare = 5_000,
        ActsBesideHurry = 5_000;

    public static async Task<bool> Run(ClinicGroup group, int acts)
    {
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        var clerks = await ClerksAtWork.Hire(group);
        await clerks.Do(1_000);

        var allowed = await Beside("16 posters who are allowed, 20 requests a second each", [Posted.Allowed], paced: true, ActsToCompare);
        var refused = await Beside("16 posters who are refused, 20 requests a second each", Posters.Refused, paced: true, acts);
        var hurried = await Beside("16 posters who are refused, as fast as they can", Posters.Refused, paced: false, ActsBesideHurry);
        var ratio = refused.P99 / allowed.P99;
        Console.WriteLine($"p99 beside the refused : beside the allowed = {ratio:0.00} (target ≤ 2)");
        return refused.Failed.Count == 0 && hurried.Failed.Count == 0 && ratio <= 2;

        async Task<ClerksAtWork.Outcome> Beside(string whom, IReadOnlyList<Posted> kinds, bool paced, int count)
        {
            await using var posters = await Posters.Start(branch, kinds, paced);
            var outcome = await clerks.Do(count);
            await posters.End();
            Console.WriteLine(
                $"beside {whom}: {outcome.Failed.Count} of {outcome.Acts} acts failed, {outcome.PerSecond:0} a second, "
                    + $"p50 {outcome.P50:0} ms, p99 {outcome.P99:0} ms"
            );
            foreach (var ((kind, answer), times) in posters.Answers.OrderBy(pair => pair.Key.Kind))
                Console.WriteLine($"    {kind}: {answer} ×{times}");
            foreach (var failure in outcome.Failed.CountBy(text => text[..Math.Min(text.Length, 120)]))
                Console.WriteLine($"    failed: {failure.Key} ×{failure.Value}");
            return outcome;
        }
    }
}
