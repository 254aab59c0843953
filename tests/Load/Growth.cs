using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>
/// The desk's acts with the visits of some weeks in the database, and again with those of years; one person at a time, nobody else at work.
/// </summary>
static class Growth
{
    const int Rounds = 400,
        Warm = 100,
        Named = 200;
    const double MostTimes = 1.5,
        MostMilliseconds = 50;
    static int numbered;

    /// <summary>Measures both and says the ratios.</summary>
    public static async Task Measure(Stack stack, ClinicGroup group, Report report)
    {
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 2);
        for (var number = 0; number < 7; number++)
            await group.OpenBranch("GeneralClinic");
        await branch.Arrives(await branch.NewClient()).Until("completion");

        await YearsOfVisits.Load(stack.Administrator("registration"), 3_000, 10_000);
        await Acts(branch);
        var few = await Acts(branch);
        await YearsOfVisits.Load(stack.Administrator("registration"), 300_000, 1_000_000);
        await Acts(branch);
        var many = await Acts(branch);
        foreach (var (what, times) in many)
        {
            var (before, p50, p99) = (Gauge.At(few[what], 0.5), Gauge.At(times, 0.5), Gauge.At(times, 0.99));
            report.Line(
                $"{what}, 1,000,000 visits and 300,000 clients : 10,000 and 3,000",
                $"{p50:0.0} ms : {before:0.0} ms = {p50 / before:0.00}×, p99 {p99:0.0} ms",
                $"≤ {MostTimes}×, p99 < {MostMilliseconds} ms",
                p50 / before <= MostTimes && p99 < MostMilliseconds
            );
        }
    }

    static async Task<Dictionary<string, double[]>> Acts(Branch branch)
    {
        var (desk, triage) = (await branch.Receptionist.Token(anew: true), await branch.TriageOfficer.Token(anew: true));
        using RawHttp http = new(branch.Group.Platform.Gateway);
        Dictionary<string, List<double>> times = [];
        List<Guid> registered = [];
        for (var round = -Warm; round < Rounds; round++)
        {
            var (client, visit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            var page = JsonSerializer.SerializeToNode(branch.ClientBody(client), JsonSerializerOptions.Web)!;
            page["idNumber"] = NextIdNumber();
            Timed("a client registered", "POST", "clients", desk, page.ToJsonString());
            var card = JsonDocument.Parse(http.Json).RootElement.GetProperty("visitCardNumber").GetString();
            var phone = (string)page["phone"]!;
            Timed("check-in", "POST", "visits", desk, $$"""{"id":"{{visit}}","branchId":"{{branch.Id}}","clientId":"{{client}}"}""");
            Timed("triage", "POST", $"visits/{visit}/triage", triage, $$"""{"departmentId":"{{branch.Department}}","way":"Rotation"}""");
            Timed("the queue board", "GET", $"visits?branch={branch.Id}", desk, null);
            Timed(
                "clients found by card",
                "POST",
                "clients/search",
                desk,
                $$"""{"branchId":"{{branch.Id}}","visitCardNumber":"{{card}}"}"""
            );
            Timed(
                "clients found by phone tail",
                "POST",
                "clients/search",
                desk,
                $$"""{"branchId":"{{branch.Id}}","phoneTail":"{{phone[^4..]}}"}"""
            );
            Timed("clients found by name", "POST", "clients/search", desk, $$"""{"branchId":"{{branch.Id}}","name":"{{page["name"]}}"}""");
            Timed(
                "clients found by identity number",
                "POST",
                "clients/search",
                desk,
                $$"""{"branchId":"{{branch.Id}}","idNumber":"{{page["idNumber"]}}"}"""
            );
            registered.Add(client);
            var asked = string.Join("\",\"", registered.TakeLast(Named));
            Timed("names of 200 clients", "POST", "clients/names", desk, $$"""{"ids":["{{asked}}"],"purpose":"Visit"}""");

            void Timed(string what, string method, string path, string token, string? body)
            {
                var request = RawHttp.Request(method, $"/api/registration/{path}", token, body);
                var began = System.Diagnostics.Stopwatch.GetTimestamp();
                if (http.Send(request) is var status and (< 200 or >= 300))
                    throw new InvalidOperationException($"{what} was answered {status}.");
                if (round >= 0)
                    (times.TryGetValue(what, out var list) ? list : times[what] = []).Add(
                        System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds
                    );
            }
        }
        return times.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ToArray());
    }

    static string NextIdNumber() => IdentityCards.Taiwan(isMale: false, ++numbered);
}
