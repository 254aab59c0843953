using System.Threading.Channels;

namespace Clinic.ServiceDefaults;

/// <summary>Wakes one waiting loop; a call while it is awake is kept as one.</summary>
public class Signal
{
    readonly Channel<bool> calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Wakes the loop.</summary>
    public void Wake() => calls.Writer.TryWrite(true);

    /// <summary>True when called, false when the time was up.</summary>
    public async Task<bool> Wait(TimeSpan atMost, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(atMost);
        try
        {
            return await calls.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
