using Microsoft.Extensions.DependencyInjection;

namespace Clinic.AppHost;

/// <summary>What the dashboard offers to do. Nothing here deletes data or needs a right inside the platform.</summary>
static class Commands
{
    /// <summary>Starts another resource.</summary>
    public static void WithCommandToStart(
        this IResourceBuilder<ProjectResource> on, IResourceBuilder<ProjectResource> other, string title) =>
        on.WithCommand(other.Resource.Name, title, context => Do(context, KnownResourceCommands.StartCommand, other.Resource));

    /// <summary>Restarts the copies of a service one after another, each once the one before is healthy.</summary>
    public static void WithCommandToRestart(this IReadOnlyList<IResourceBuilder<ProjectResource>> copies)
    {
        if (copies.Count == 1) return;
        copies[0].WithCommand("restart-copies", "Restart copies one after another", async context =>
        {
            foreach (var copy in copies.Select(one => one.Resource))
            {
                if (await Do(context, KnownResourceCommands.RestartCommand, copy) is { Success: false } failed) return failed;
                var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
                await notifications.WaitForResourceHealthyAsync(copy.Name, context.CancellationToken);
            }
            return CommandResults.Success();
        });
    }

    static Task<ExecuteCommandResult> Do(ExecuteCommandContext context, string command, IResource on) =>
        context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(on, command, context.CancellationToken);
}
