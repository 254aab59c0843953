namespace Clinic.ServiceDefaults;

/// <summary>
/// Knows one kind of cause for alarm. A program adds one by <see cref="AlarmSources.AddAlarms"/>; the rest (the list, the health, the line
/// on the console) follows by itself.
/// </summary>
public interface IAlarmSource
{
    /// <summary>
    /// Every alarm of this kind there is cause for now. Asked every two seconds and given up after four; while it throws or is late, what
    /// it said before goes on standing.
    /// </summary>
    Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop);
}
