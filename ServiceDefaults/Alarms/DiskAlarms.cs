namespace Clinic.ServiceDefaults;

/// <summary>
/// Looks whether the disks of the folders in <c>Alarms:Disks</c> still have <c>Alarms:DiskFreeMegabytes</c> (2,048) free: more than what
/// the broker stops at, so that somebody knows before anything stops.
/// </summary>
sealed class DiskAlarms(IConfiguration configuration) : IAlarmSource
{
    const long Megabyte = 1 << 20;

    readonly string[] folders = configuration.GetSection("Alarms:Disks").Get<string[]>() ?? [];
    readonly long least = configuration.GetValue("Alarms:DiskFreeMegabytes", 2_048);

    public Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Alarm>>([
            .. folders
                .Where(Directory.Exists)
                .Select(folder => (Folder: folder, Free: new DriveInfo(folder).AvailableFreeSpace / Megabyte))
                .Where(disk => disk.Free < least)
                .Select(disk => new Alarm("disk-low", $"Its disk has only {disk.Free} MB left.", disk.Folder)),
        ]);
}
