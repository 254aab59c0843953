using System.Globalization;
using System.Runtime.InteropServices;

namespace Clinic.AppHost.Native;

/// <summary>A launch with a person before it: from the command until Ctrl-C.</summary>
internal static class Session
{
    private const string AdministratorSecret = "administrator-secret";

    public static async Task<int> RunAsync(DistributedApplicationBuilder builder, Launch launch)
    {
        using var stop = new CancellationTokenSource();
        void Ask(PosixSignalContext context)
        {
            context.Cancel = true;
            if (!stop.IsCancellationRequested)
            {
                stop.Cancel();
            }
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ask);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Ask);

        if (builder.Options.EndWithInput)
        {
            _ = StopAtEndOfInputAsync(stop);
        }

        try
        {
            return builder.Options.ServersOnly
                ? await ServersOnly.RunAsync(builder.Options.DataDirectory, stop.Token)
                : await RunAsync(builder, launch, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopped while starting.");
            return 0;
        }
        catch (LaunchException e)
        {
            await Console.Error.WriteLineAsync($"\nError: {e.Message}");
            return 1;
        }
    }

    private static async Task StopAtEndOfInputAsync(CancellationTokenSource stop)
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null, stop.Token);
        await stop.CancelAsync();
    }

    private static async Task<int> RunAsync(DistributedApplicationBuilder builder, Launch launch, CancellationToken stop)
    {
        var table = new StatusTable(launch, Console.Out);
        launch.Say = table.Say;
        if (builder.PublishOnly.Count > 0)
        {
            table.Say($"for publishing only, without effect here: {string.Join("; ", builder.PublishOnly)}");
        }

        table.Say($"data and logs: {launch.DataDirectory}");
        try
        {
            var start = launch.StartAsync(stop);
            if (await Task.WhenAny(start, launch.FrontIsReady) == start)
            {
                await start;
            }

            await GreetAsync(launch, table, stop);
            // The last resource may stand later, or never.
            var follow = table.FollowAsync(stop);
            await await Task.WhenAny(start, follow);
            await follow;
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            if (stop.IsCancellationRequested)
            {
                table.Say("stopping");
            }

            await launch.StopAsync();
            if (stop.IsCancellationRequested)
            {
                table.Say("stopped, nothing is left running");
            }
        }
    }

    private static async Task GreetAsync(Launch launch, StatusTable table, CancellationToken stop)
    {
        if (launch.Front is not { } front)
        {
            table.Print();
            return;
        }

        await front.UntilAsync(r => r.Health == ResourceHealth.Healthy || r.HasEnded, stop);
        if (front.HasEnded)
        {
            throw new LaunchException($"'{front.Name}' ended with exit code {front.ExitCode}. Its last lines ({front.LogFile}):\n{LogFile.LastLines(front.LogFile)}");
        }

        var memory = MemoryAtRest.Mebibytes().ToString("0", CultureInfo.InvariantCulture);
        Console.WriteLine();
        Console.WriteLine($"  {launch.FrontUrl}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  healthy after {launch.SecondsToReady:0.0} s, {memory} MiB at rest (sum of PSS of all processes)"));
        if (launch.SecretsMadeNow.Contains(AdministratorSecret))
        {
            Console.WriteLine();
            Console.WriteLine($"  Administrator secret, shown this once: {launch.Secret(AdministratorSecret)}");
            Console.WriteLine($"  Try: become the first administrator with POST {launch.FrontUrl}/api/identity/administrator and this secret.");
        }

        table.Print();
        Console.WriteLine();
        Console.WriteLine("  Ctrl-C stops everything.");
    }
}
