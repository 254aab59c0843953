namespace Clinic.AppHost.Tests;

/// <summary>Looks again and again until something holds or a deadline passes: no test sleeps for a guessed time.</summary>
internal static class Soon
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task HoldsAsync(Func<bool> holds, string what) => HoldsAsync(() => Task.FromResult(holds()), what);

    public static async Task HoldsAsync(Func<Task<bool>> holds, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}");
            await timer.WaitForNextTickAsync();
        }
    }

    public static Task SucceedsAsync(Func<Task> act, string what) => HoldsAsync(
        async () =>
        {
            try
            {
                await act();
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        what);
}
