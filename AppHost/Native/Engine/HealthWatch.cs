namespace Clinic.AppHost.Native;

/// <summary>Asks one resource how it is, as long as the launch lives.</summary>
internal sealed class HealthWatch(ResourceRun run, IReadOnlyList<Func<CancellationToken, Task<string?>>> checks, Func<CancellationToken, Task> whenReady)
{
    // A start is waited for by a person: ask often. Later: after n failures wait n seconds, at most five; when well, half a minute.
    private static readonly TimeSpan AtFirst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhenWell = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        var wasWell = false;
        while (true)
        {
            await run.UntilAsync(r => r.State == ResourceState.Running, cancellationToken);
            var processes = run.ProcessIds;
            var changed = run.UntilAsync(r => r.State != ResourceState.Running || !r.ProcessIds.SequenceEqual(processes), cancellationToken);
            var troubles = await Task.WhenAll(checks.Select(check => check(cancellationToken)));
            var trouble = troubles.FirstOrDefault(t => t is not null);
            if (run.State != ResourceState.Running || !run.ProcessIds.SequenceEqual(processes))
            {
                (failures, wasWell) = (0, false);
                continue;
            }

            failures = trouble is null ? 0 : failures + 1;
            wasWell |= trouble is null;
            run.Report(trouble);
            if (trouble is null && !run.Ready)
            {
                await whenReady(cancellationToken);
                run.BecomeReady();
            }

            var pause = trouble is null ? WhenWell : wasWell ? TimeSpan.FromSeconds(Math.Min(failures, 5)) : AtFirst;
            if (await Task.WhenAny(changed, Task.Delay(pause, cancellationToken)) == changed)
            {
                (failures, wasWell) = (0, false);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public static async Task<string?> HttpAsync(HttpClient http, string url, int statusCode, CancellationToken cancellationToken)
    {
        if (!await Ports.IsOpenAsync(new Uri(url).Port))
        {
            return $"{url}: nobody listens there yet";
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            using var response = await http.GetAsync(new Uri(url), limit.Token);
            return (int)response.StatusCode == statusCode ? null : $"{url} answers {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return $"{url}: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{url} does not answer within 10 s";
        }
    }
}
