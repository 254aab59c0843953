using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>What goes wrong for one or two parts of the platform while people work.</summary>
abstract record Mishap(params string[] Parts)
{
    /// <summary>A broker that is away, or a line to it, refuses nobody: what happened is sent later.</summary>
    public virtual bool MayRefuse => !Parts.Contains("bus");

    /// <summary>Lets it happen; true when something was hit.</summary>
    public abstract Task<bool> Strike(Stack stack);

    /// <summary>True once the part goes on.</summary>
    /// <param name="part">Of those that were hit.</param>
    /// <param name="deaths">How often it died so far.</param>
    public virtual bool IsOver(Stack stack, string part, int deaths) => true;

    public sealed override string ToString() => $"{GetType().Name} {string.Join('+', Parts)}";

    /// <summary>The processes end without warning, as in a power cut; two of them in the same moment.</summary>
    internal sealed record Dies(params string[] Parts) : Mishap(Parts)
    {
        public override Task<bool> Strike(Stack stack) => Task.FromResult(Array.TrueForAll(Parts, stack.Kill));

        public override bool IsOver(Stack stack, string part, int deaths) => stack.Restarted(part, deaths);
    }

    /// <summary>The process stands still and comes to itself later, believing that no time has passed.</summary>
    internal sealed record Freezes(string Part) : Mishap(Part)
    {
        // Longer than anybody waits for an answer of it, and than its right to send lasts.
        static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

        public override async Task<bool> Strike(Stack stack)
        {
            if (stack.ProcessOf(Part) is not { } pid)
                return false;
            MachineProcesses.Signal(pid, "STOP");
            using PeriodicTimer frozen = new(Long);
            await frozen.WaitForNextTickAsync();
            MachineProcesses.Signal(pid, "CONT");
            return true;
        }
    }

    /// <summary>Every connection of a service to the database and to the broker is cut, in whatever it is doing.</summary>
    internal sealed record LosesItsLines(string Part) : Mishap(Part)
    {
        public override async Task<bool> Strike(Stack stack) => await stack.CutLines(Part) > 0;
    }
}
