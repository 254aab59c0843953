using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clinic.TestSupport;

/// <summary>Clerks who register clients, each at a branch of their own and one after the other.</summary>
public sealed class ClerksAtWork
{
    const int Clerks = 8;

    readonly (Branch Branch, Member Clerk)[] desks;

    ClerksAtWork((Branch, Member)[] desks) => this.desks = desks;

    /// <summary>What came of it: the acts that failed, each as it was answered, and how long the slowest hundredth took.</summary>
    public sealed record Outcome(int Acts, IReadOnlyList<string> Failed, double P50, double P99, double PerSecond);

    /// <summary>Opens the branches and hires the clerks.</summary>
    public static async Task<ClerksAtWork> Hire(ClinicGroup group)
    {
        var branches = await Task.WhenAll(Enumerable.Range(0, Clerks).Select(_ => group.OpenBranch("GeneralClinic")));
        return new(await Task.WhenAll(branches.Select(async branch => (branch, await group.Hire(branch.Id, "Receptionist")))));
    }

    /// <summary>Does so many acts, shared among them.</summary>
    public async Task<Outcome> Do(int acts)
    {
        ConcurrentBag<double> times = [];
        ConcurrentBag<string> failed = [];
        var (began, left) = (Stopwatch.GetTimestamp(), acts);
        await Task.WhenAll(desks.Select(desk => Work(desk.Branch, desk.Clerk)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var sorted = times.Order().ToArray();
        return new(acts, [.. failed], At(sorted, 0.50), At(sorted, 0.99), sorted.Length / seconds);

        async Task Work(Branch branch, Member clerk)
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var at = Stopwatch.GetTimestamp();
                try
                {
                    var answer = await clerk.Post("/api/registration/clients", branch.ClientBody(Guid.CreateVersion7()));
                    if (answer.Accepted)
                        times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                    else
                        failed.Add($"{(int)answer.Status} {answer.Text}");
                }
                catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
                {
                    failed.Add(exception.Message);
                }
            }
        }
    }

    static double At(double[] sorted, double part) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, part * sorted.Length)];
}
