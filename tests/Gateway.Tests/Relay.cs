using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Clinic.Gateway.Tests;

/// <summary>A line to a real service that can be cut from one moment to the next, as when its machine dies.</summary>
public sealed class Relay : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentBag<TcpClient> open = [];

    public Relay(Uri service)
    {
        listener.Start();
        _ = Accept(service);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>Ends every connection and takes no new one.</summary>
    public void Cut()
    {
        listener.Stop();
        foreach (var end in open)
            end.Client.Close(0);
    }

    public void Dispose()
    {
        Cut();
        listener.Dispose();
    }

    async Task Accept(Uri service)
    {
        try
        {
            while (true)
            {
                var (caller, called) = (await listener.AcceptTcpClientAsync(), new TcpClient());
                await called.ConnectAsync(service.Host, service.Port);
                open.Add(caller);
                open.Add(called);
                _ = Pass(caller, called);
                _ = Pass(called, caller);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException) { }
    }

    static async Task Pass(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException) { }
    }
}
