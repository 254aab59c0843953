using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.AppHost;

/// <summary>What the dashboard offers to do, and copies. Nothing here deletes data or needs a right inside the platform.</summary>
static class Commands
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>How many copies of a service run, each at an address of its own: <c>Copies:{service}</c>.</summary>
    public static int CopiesOf(this IDistributedApplicationBuilder builder, string service) =>
        builder.Configuration.GetValue($"Copies:{service}", 1);

    /// <summary>Starts another resource.</summary>
    public static void WithCommandToStart(
        this IResourceBuilder<ProjectResource> on,
        IResourceBuilder<ProjectResource> other,
        string title
    ) => on.WithCommand(other.Resource.Name, title, context => Do(context, KnownResourceCommands.StartCommand, other.Resource));

    /// <summary>Restarts the copies of a service one after another, each once the one before is ready again.</summary>
    public static void WithCommandToRestart(this IReadOnlyList<IResourceBuilder<ProjectResource>> copies)
    {
        if (copies.Count == 1)
            return;
        copies[0]
            .WithCommand(
                "restart-copies",
                "Restart copies one after another",
                async context =>
                {
                    using HttpClient http = new();
                    foreach (var copy in copies.Select(resourceBuilder => resourceBuilder.Resource))
                    {
                        if (await Do(context, KnownResourceCommands.RestartCommand, copy) is { Success: false } failed)
                            return failed;
                        // Aspire's own word for it may still be the one of before.
                        while (!await IsReady(http, copy))
                            await Task.Delay(BetweenLooks, context.CancellationToken);
                    }
                    return CommandResults.Success();
                }
            );
    }

    static Task<bool> IsReady(HttpClient http, ProjectResource copy) =>
        http.GetAsync(new Uri($"{copy.GetEndpoint("http").Url}/ready"))
            .ContinueWith(answer => answer is { IsCompletedSuccessfully: true, Result.IsSuccessStatusCode: true }, TaskScheduler.Default);

    static Task<ExecuteCommandResult> Do(ExecuteCommandContext context, string command, IResource on) =>
        context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(on, command, context.CancellationToken);
}
