using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Clinic.Payroll.Tests.Service;

/// <summary>A line to the real broker that can be cut, as when the broker is gone for one service, and mended again.</summary>
public sealed class BrokerLine : IAsyncDisposable
{
    readonly ConcurrentDictionary<Socket, bool> open = [];
    readonly CancellationTokenSource end = new();
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Task accepting;
    volatile bool cut;

    public BrokerLine(Uri direct)
    {
        Direct = direct;
        listener.Start();
        accepting = Accept();
    }

    /// <summary>The broker itself.</summary>
    public Uri Direct { get; }

    /// <summary>The broker through this line.</summary>
    public string Address => new UriBuilder(Direct) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri.ToString();

    /// <summary>Breaks every connection and lets none through.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var socket in open.Keys)
            socket.Close(0);
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend() => cut = false;

    async Task Accept()
    {
        while (!end.IsCancellationRequested)
        {
            Socket here;
            try
            {
                here = await listener.AcceptSocketAsync(end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = cut ? Task.Run(() => here.Close(0)) : Join(here);
        }
    }

    async Task Join(Socket here)
    {
        using Socket there = new(SocketType.Stream, ProtocolType.Tcp);
        (open[here], open[there]) = (true, true);
        try
        {
            await there.ConnectAsync(Direct.Host, Direct.Port, end.Token);
            await Task.WhenAny(Pump(here, there), Pump(there, here));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // A cut line is what this class is for.
        }
        finally
        {
            open.TryRemove(here, out _);
            open.TryRemove(there, out _);
            here.Dispose();
        }
    }

    async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[32_768];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, end.Token)) > 0; )
            {
                for (var sent = 0; sent < read; )
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), end.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side is gone; so are we.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Cut();
        listener.Dispose();
        await accepting;
        end.Dispose();
    }
}
