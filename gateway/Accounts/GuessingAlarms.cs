using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Accounts;

/// <summary>Tells that somebody guesses at passwords, as long as a name or an address waits for it. It names neither.</summary>
sealed class GuessingAlarms(IServiceProvider services, Throttle throttle) : IAlarmSource
{
    public async Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var (names, addresses) = await throttle.Now(scope.ServiceProvider.GetRequiredService<IdentityDb>(), stop);
        return
        [
            .. names > 0
                ? (Alarm[])[new Alarm("guessing-names", $"{names} login names were tried so often that they wait as long as any does.")]
                : [],
            .. addresses > 0
                ? (Alarm[])[new Alarm("guessing-addresses", $"{addresses} addresses tried too many different login names and wait.")]
                : [],
        ];
    }
}
