using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Clinic.AppHost.Native;

/// <summary>The one address of several replicas: each connection goes to a random one.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly IReadOnlyList<int> _backends;
    private readonly List<TcpListener> _listeners = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _accepting = [];

    public TcpProxy(int port, IReadOnlyList<int> backends)
    {
        _backends = backends;
        foreach (var address in (IPAddress[])[IPAddress.Loopback, .. Socket.OSSupportsIPv6 ? [IPAddress.IPv6Loopback] : Array.Empty<IPAddress>()])
        {
            var listener = new TcpListener(address, port);
            try
            {
                listener.Start();
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                continue; // IPv6 is compiled in but has no loopback here.
            }

            _listeners.Add(listener);
            _accepting.Add(AcceptAsync(listener));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listeners.ForEach(listener => listener.Stop());
        await Task.WhenAll(_accepting);
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Ours to end, or a client that went before it was served.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var caller = client;
        using var backend = new TcpClient { NoDelay = true };
        caller.NoDelay = true;
        try
        {
            await backend.ConnectAsync("localhost", _backends[RandomNumberGenerator.GetInt32(_backends.Count)], _stop.Token);
            await Task.WhenAll(PumpAsync(caller, backend), PumpAsync(backend, caller));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side hung up: the other learns it by the closing below.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        await from.GetStream().CopyToAsync(to.GetStream(), _stop.Token);
        to.Client.Shutdown(SocketShutdown.Send);
    }
}
