@echo off
rem Starts Wassette: takes the Java that came with it, or the one of JAVA_HOME or of the PATH, which has to be a Java 25.
rem
rem   WASSETTE_JAVA_OPTS   more options for the JVM, separated by spaces
setlocal
for %%I in ("%~dp0..") do set "wassette_root=%%~fI"
set "wassette_cache="
set "wassette_modules="
set "wassette_java=%wassette_root%\java\bin\java.exe"
if exist "%wassette_java%" (
    if exist "%wassette_root%\cache\cache" set wassette_cache="-XX:AOTCache=%wassette_root%\cache\cache"
    goto run
)
set "wassette_java=java.exe"
if defined JAVA_HOME set "wassette_java=%JAVA_HOME%\bin\java.exe"
"%wassette_java%" --version 2>nul | findstr /b /r /c:"openjdk 25[. ]" /c:"java 25[. ]" >nul
if errorlevel 1 (
    echo wassette: no Java 25 found in JAVA_HOME or on the PATH; install one ^(for example Temurin 25 from https://adoptium.net^) or set JAVA_HOME to its folder. >&2
    exit /b 1
)
set wassette_modules="--module-path=%wassette_root%\lib"
:run
set "WASMTIME_JNI_LOAD_DISABLED=1"
set "wassette_natives=%LOCALAPPDATA%\wassette\native"
if not exist "%wassette_natives%" mkdir "%wassette_natives%" >nul 2>&1
"%wassette_java%" @OPTIONS@ --enable-native-access=@NATIVE_ACCESS@ "-Ddev.wassette.runtime.wasmtime.directory=%wassette_natives%" "-Ddev.wassette.launcher=%~f0" %WASSETTE_JAVA_OPTS% %wassette_cache% %wassette_modules% -m @PROGRAM@ %*
exit /b %errorlevel%
