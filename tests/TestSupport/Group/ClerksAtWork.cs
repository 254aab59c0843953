using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clinic.TestSupport;

/// <summary>Clerks of one branch who register clients, each one after the other.</summary>
public sealed class ClerksAtWork
{
    const int Clerks = 8;

    readonly Branch branch;
    readonly Member[] clerks;

    ClerksAtWork(Branch branch, Member[] clerks) => (this.branch, this.clerks) = (branch, clerks);

    /// <summary>What came of it: the acts that failed, each as it was answered, and how long the slowest hundredth took.</summary>
    public sealed record Outcome(int Acts, IReadOnlyList<string> Failed, double P50, double P99, double PerSecond);

    /// <summary>Hires the clerks.</summary>
    public static async Task<ClerksAtWork> Hire(Branch branch) =>
        new(branch, await Task.WhenAll(Enumerable.Range(0, Clerks).Select(_ => branch.Group.Hire(branch.Id, "Receptionist"))));

    /// <summary>Does so many acts, shared among them.</summary>
    public async Task<Outcome> Do(int acts)
    {
        ConcurrentBag<double> times = [];
        ConcurrentBag<string> failed = [];
        var (began, left) = (Stopwatch.GetTimestamp(), acts);
        await Task.WhenAll(clerks.Select(Work));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var sorted = times.Order().ToArray();
        return new(acts, [.. failed], At(sorted, 0.50), At(sorted, 0.99), sorted.Length / seconds);

        async Task Work(Member clerk)
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
                        failed.Add($"{(int)answer.Status} {answer.Code}");
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
